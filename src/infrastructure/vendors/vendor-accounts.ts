import type { OpenConnection } from '../../application/integrations/open-connection.js';
import type { IntegrationRepository } from '../../application/integrations/ports/integration-repository.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { PermitPriority } from '../../application/integrations/ports/vendor-rate-store.js';
import type { Integration } from '../../domain/integrations/integration.js';
import type { IntegrationType } from '../../domain/integrations/vendor-description.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { VendorDefinition, VendorSession } from './vendor-definition.js';
import type { VendorSessions } from './vendor-sessions.js';

/** A tenant's account at a vendor, ready to be asked. */
export interface OpenVendorAccount {
  readonly definition: VendorDefinition;
  readonly session: VendorSession;
  /** How answers name this vendor as their source: `samsara_eld`. */
  readonly dataSource: string;
}

/** A tenant's accounts at vendors. What an adapter of a port needs to find and open them. */
export class VendorAccounts {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly connections: OpenConnection,
    private readonly sessions: VendorSessions,
  ) {}

  /** The tenant's enabled integrations of a type with their vendors, oldest first. A vendor that is gone from the registry is left out. */
  async list(tenantId: TenantId, type: IntegrationType): Promise<readonly { readonly integration: Integration; readonly definition: VendorDefinition }[]> {
    const enabled = await this.integrations.listEnabled(tenantId, type);
    return enabled.flatMap((integration) => {
      const definition = this.sessions.findDefinition(integration.vendor);
      return definition === undefined ? [] : [{ integration, definition }];
    });
  }

  /** Throws `VendorError` when the vendor cannot be asked: credentials unreadable, integration disabled or deleted. */
  async open(tenantId: TenantId, integrationId: IntegrationId, priority: PermitPriority): Promise<OpenVendorAccount> {
    const connection = await this.connect(tenantId, integrationId);
    const definition = this.sessions.definitionOf(connection.vendor);
    return { definition, session: this.sessions.open({ ...connection, integrationId }, priority), dataSource: dataSourceOf(connection.vendor) };
  }

  /** An integration that was deleted, switched off or cannot be decrypted is a vendor we cannot ask. */
  private async connect(tenantId: TenantId, integrationId: IntegrationId): Promise<VendorConnection> {
    try {
      return await this.connections.execute(tenantId, integrationId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const kind = error.code === 'credentials-unreadable' ? 'credentials' : 'rejected';
      throw new VendorError({ kind, vendor: 'unknown', operation: 'connection.open', detail: error.message });
    }
  }
}

/** How answers name a vendor as their source: `samsara_eld`. */
export function dataSourceOf(vendor: string): string {
  return vendor.toLowerCase();
}
