import type { HosSources, OpenHosSource, ReadPriority } from '../../application/hours-of-service/ports/hos-sources.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { VendorAccounts } from './vendor-accounts.js';

/** HOS sources of the vendors in the registry. */
export class RegistryHosSources implements HosSources {
  constructor(private readonly accounts: VendorAccounts) {}

  async open(tenantId: TenantId, integrationId: IntegrationId, priority: ReadPriority): Promise<OpenHosSource> {
    const { definition, session, dataSource } = await this.accounts.open(tenantId, integrationId, priority);
    if (definition.hosSource === undefined) throw new Error(`${definition.description.id} serves no hours of service.`);
    const { standing } = session;
    return { source: definition.hosSource(session), dataSource, ...(standing !== undefined && { standing }) };
  }
}
