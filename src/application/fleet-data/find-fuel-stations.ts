import type { FuelSearch } from '../../domain/fleet-data/fuel-offer.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { FoundFuel, FuelPrices } from './fuel-prices.js';

/** Fuel near a place, from the first of the tenant's vendors that has some. */
export class FindFuelStations {
  constructor(private readonly prices: FuelPrices) {}

  /** Throws `FuelIntegrationMissingError`, `FuelUnavailableError`. */
  async execute(tenantId: TenantId, search: FuelSearch): Promise<FoundFuel> {
    return this.prices.near(tenantId, await this.prices.accounts(tenantId), search);
  }
}
