import type { HosSources, OpenHosSource } from '../../application/hours-of-service/ports/hos-sources.js';
import type { OpenConnection } from '../../application/integrations/open-connection.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { VendorSessions } from './vendor-sessions.js';

/** HOS sources of the vendors in the registry. */
export class RegistryHosSources implements HosSources {
  constructor(
    private readonly connections: OpenConnection,
    private readonly sessions: VendorSessions,
  ) {}

  async open(tenantId: TenantId, integrationId: IntegrationId, priority: 'user' | 'background'): Promise<OpenHosSource> {
    const connection = await this.connect(tenantId, integrationId);
    const { hosSource } = this.sessions.definitionOf(connection.vendor);
    if (hosSource === undefined) throw new Error(`${connection.vendor} serves no hours of service.`);
    const session = this.sessions.open({ ...connection, integrationId }, priority);
    const { standing } = session;
    return { source: hosSource(session), dataSource: connection.vendor.toLowerCase(), ...(standing !== undefined && { standing }) };
  }

  /** An integration that was deleted, switched off or cannot be decrypted is a vendor we cannot ask. */
  private async connect(tenantId: TenantId, integrationId: IntegrationId): Promise<VendorConnection> {
    try {
      return await this.connections.execute(tenantId, integrationId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const kind = error.code === 'credentials-unreadable' ? 'credentials' : 'rejected';
      throw new VendorError({ kind, vendor: 'eld', operation: 'connection.open', detail: error.message });
    }
  }
}
