import type { FuelPriceKind } from '../../../domain/fleet-data/fuel-offer.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { FuelSource } from './fuel-source.js';

/** An enabled fuel price integration. */
export interface FuelAccount {
  readonly integrationId: IntegrationId;
  /** The vendor's name for people: `HERE Fuel Prices`. */
  readonly displayName: string;
  /** How answers name this vendor as their source: `here_fuel`. */
  readonly dataSource: string;
  readonly priceKind: FuelPriceKind;
}

export interface FuelSources {
  /** The tenant's enabled fuel integrations in the order they are to be asked: stations first, regional averages last. */
  list(tenantId: TenantId): Promise<readonly FuelAccount[]>;
  /** Throws `VendorError` when the vendor cannot be asked: credentials unreadable, integration disabled or deleted. */
  open(tenantId: TenantId, integrationId: IntegrationId): Promise<FuelSource>;
}
