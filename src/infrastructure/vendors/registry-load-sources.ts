import type { LoadAccount, LoadSources, OpenLoadSource } from '../../application/fleet-data/ports/load-sources.js';
import type { PermitPriority } from '../../application/integrations/ports/vendor-rate-store.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { VendorAccounts } from './vendor-accounts.js';

/** Load sources of the vendors in the registry. */
export class RegistryLoadSources implements LoadSources {
  constructor(private readonly accounts: VendorAccounts) {}

  async list(tenantId: TenantId): Promise<readonly LoadAccount[]> {
    const accounts = await this.accounts.list(tenantId, 'TMS');
    return accounts.map(({ integration: { id, syncIntervalSeconds }, definition }) => ({
      integrationId: id,
      displayName: definition.description.displayName,
      syncIntervalSeconds,
    }));
  }

  async open(tenantId: TenantId, integrationId: IntegrationId, priority: PermitPriority): Promise<OpenLoadSource> {
    const { definition, session, dataSource } = await this.accounts.open(tenantId, integrationId, priority);
    if (definition.loadSource === undefined) throw new Error(`${definition.description.id} serves no loads.`);
    return { source: definition.loadSource(session), dataSource };
  }
}
