import type { FuelSource } from '../../application/fleet-data/ports/fuel-source.js';
import type { FuelAccount, FuelSources } from '../../application/fleet-data/ports/fuel-sources.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { dataSourceOf } from './vendor-accounts.js';
import type { VendorAccounts } from './vendor-accounts.js';
import type { VendorFuelSource } from './vendor-definition.js';

/** Fuel sources of the vendors in the registry. */
export class RegistryFuelSources implements FuelSources {
  constructor(private readonly accounts: VendorAccounts) {}

  async list(tenantId: TenantId): Promise<readonly FuelAccount[]> {
    const accounts = await this.accounts.list(tenantId, 'FUEL_PRICE');
    const serving = accounts.flatMap(({ integration, definition: { fuelSource, description } }) =>
      fuelSource === undefined ? [] : [{ integration, fuelSource, description }],
    );
    return serving
      .toSorted((one, other) => rankOf(one.fuelSource) - rankOf(other.fuelSource))
      .map(({ integration: { id, vendor }, fuelSource: { priceKind }, description: { displayName } }) => ({
        integrationId: id,
        displayName,
        dataSource: dataSourceOf(vendor),
        priceKind,
      }));
  }

  async open(tenantId: TenantId, integrationId: IntegrationId): Promise<FuelSource> {
    const { definition, session } = await this.accounts.open(tenantId, integrationId, 'user');
    if (definition.fuelSource === undefined) throw new Error(`${definition.description.id} serves no fuel prices.`);
    return definition.fuelSource.open(session);
  }
}

/** Averages come after all stations. */
function rankOf({ preference, priceKind }: VendorFuelSource): number {
  return priceKind === 'station' ? preference : 1_000 + preference;
}
