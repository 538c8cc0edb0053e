import type { SourceReport, SourceState } from '../../domain/fleet-data/briefing.js';
import { reportOf } from '../../domain/fleet-data/briefing.js';
import { FuelIntegrationMissingError, FuelUnavailableError } from '../../domain/fleet-data/errors.js';
import type { RouteLeg } from '../../domain/fleet-data/route-plan.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { FoundFuel, FuelPrices } from './fuel-prices.js';
import type { FuelAccount } from './ports/fuel-sources.js';

const STATIONS_PER_LEG = 5;

/** Where to fuel on a leg, near its middle. */
export interface FuelStop extends SourceReport {
  readonly leg: RouteLeg;
  /** Undefined when nobody could be asked. */
  readonly found: FoundFuel | undefined;
}

export interface FuelBriefing extends SourceReport {
  /** One for each leg. */
  readonly stops: readonly FuelStop[];
}

/** Fuel along a route. Never throws because of a vendor. */
export async function briefFuel(
  prices: FuelPrices,
  { tenantId, legs, radiusMiles }: { readonly tenantId: TenantId; readonly legs: readonly RouteLeg[]; readonly radiusMiles: number },
): Promise<FuelBriefing> {
  let accounts: readonly FuelAccount[];
  try {
    accounts = await prices.accounts(tenantId);
  } catch (error) {
    if (!(error instanceof FuelIntegrationMissingError)) throw error;
    const missing = { state: 'not_configured', reason: error.message } as const;
    return { ...missing, stops: legs.map((leg) => ({ leg, found: undefined, ...missing })) };
  }
  const search = (leg: RouteLeg): Promise<FoundFuel> => prices.near(tenantId, accounts, { near: leg.middle, radiusMiles, limit: STATIONS_PER_LEG });
  const stops = await Promise.all(legs.map((leg) => stopOn(leg, search(leg))));
  return { ...reportOf(stops), stops };
}

async function stopOn(leg: RouteLeg, searching: Promise<FoundFuel>): Promise<FuelStop> {
  try {
    const found = await searching;
    const state: SourceState = found.source.stale ? 'stale' : 'ok';
    return { leg, found, state, reason: found.source.error };
  } catch (error) {
    if (!(error instanceof FuelUnavailableError)) throw error;
    return { leg, found: undefined, state: 'unavailable', reason: error.message };
  }
}
