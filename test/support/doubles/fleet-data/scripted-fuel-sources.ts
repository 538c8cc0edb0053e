import type { FuelOffers, FuelSource } from '../../../../src/application/fleet-data/ports/fuel-source.js';
import type { FuelAccount, FuelSources } from '../../../../src/application/fleet-data/ports/fuel-sources.js';
import type { FuelOffer, FuelSearch } from '../../../../src/domain/fleet-data/fuel-offer.js';
import { toIntegrationId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { ScriptedVendors } from './scripted-vendors.js';

/** Fuel price accounts, the same for every tenant, whose answers a test writes down. */
export class ScriptedFuelSources extends ScriptedVendors<FuelSearch, FuelOffers> implements FuelSources {
  accounts: readonly FuelAccount[] = [];

  /** Connects vendors in the order they are to be asked. */
  connect(...names: readonly string[]): void {
    this.accounts = names.map((name) => ({
      integrationId: toIntegrationId(name),
      displayName: name,
      dataSource: `${name}_fuel`,
      priceKind: name.startsWith('average') ? 'regional_average' : 'station',
    }));
  }

  has(name: string, ...offers: readonly FuelOffer[]): void {
    this.script(name, { answer: { offers, unreadable: 0 } });
  }

  list(_tenantId: TenantId): Promise<readonly FuelAccount[]> {
    return Promise.resolve(this.accounts);
  }

  open(_tenantId: TenantId, integrationId: IntegrationId): Promise<FuelSource> {
    return Promise.resolve({ near: (search) => this.ask(integrationId, search) });
  }
}
