import type { SourceReport } from '../../domain/fleet-data/briefing.js';
import { reportOf } from '../../domain/fleet-data/briefing.js';
import type { Coordinates } from '../../domain/fleet-data/coordinates.js';
import { FuelIntegrationMissingError, FuelUnavailableError } from '../../domain/fleet-data/errors.js';
import type { FuelOffer } from '../../domain/fleet-data/fuel-offer.js';
import { offersAlong } from '../../domain/fleet-data/offers-along.js';
import type { RouteLeg } from '../../domain/fleet-data/route-plan.js';
import { mostPlacesPerLeg, searchPlaces } from '../../domain/fleet-data/search-places.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { FoundFuel, FuelOrigin, FuelPrices } from './fuel-prices.js';
import type { FuelAccount } from './ports/fuel-sources.js';

const STATIONS_PER_LEG = 5;

/** An offer found on a leg. Its distance counts from the nearest of the places where it was found. */
export interface LegOffer {
  readonly offer: FuelOffer;
  readonly source: FuelOrigin;
}

/** Where to fuel on a leg. */
export interface FuelStop extends SourceReport {
  readonly leg: RouteLeg;
  /** The places searched, in the order they are passed. */
  readonly near: readonly Coordinates[];
  /** Nearest to the way first; none when there are none, or nobody could be asked. */
  readonly stations: readonly LegOffer[];
}

export interface FuelBriefing extends SourceReport {
  /** One for each leg. */
  readonly stops: readonly FuelStop[];
}

/** The answer about one place of a leg. */
interface PlaceAnswer extends SourceReport {
  readonly found: FoundFuel | undefined;
}

/** Fuel along a route, from at most 30 searches. Never throws because of a vendor. */
export async function briefFuel(
  prices: FuelPrices,
  { tenantId, legs, radiusMiles }: { readonly tenantId: TenantId; readonly legs: readonly RouteLeg[]; readonly radiusMiles: number },
): Promise<FuelBriefing> {
  const searched = legs.map((leg) => ({ leg, near: searchPlaces(leg, radiusMiles, mostPlacesPerLeg(legs.length)) }));
  let accounts: readonly FuelAccount[];
  try {
    accounts = await prices.accounts(tenantId);
  } catch (error) {
    if (!(error instanceof FuelIntegrationMissingError)) throw error;
    const missing = { state: 'not_configured', reason: error.message } as const;
    return { ...missing, stops: searched.map((leg) => ({ ...leg, stations: [], ...missing })) };
  }
  const search = (near: Coordinates): Promise<FoundFuel> => prices.near(tenantId, accounts, { near, radiusMiles, limit: STATIONS_PER_LEG });
  const stops = await Promise.all(searched.map(({ leg, near }) => stopOn(leg, near, search)));
  return { ...reportOf(stops), stops };
}

async function stopOn(leg: RouteLeg, near: readonly Coordinates[], search: (near: Coordinates) => Promise<FoundFuel>): Promise<FuelStop> {
  const answers = await Promise.all(near.map((place) => answerOf(search(place))));
  return { leg, near, stations: offersAlong(answers.flatMap(offersOf), STATIONS_PER_LEG), ...reportOf(answers) };
}

async function answerOf(searching: Promise<FoundFuel>): Promise<PlaceAnswer> {
  try {
    const found = await searching;
    return { found, state: found.source.stale ? 'stale' : 'ok', reason: found.source.error };
  } catch (error) {
    if (!(error instanceof FuelUnavailableError)) throw error;
    return { found: undefined, state: 'unavailable', reason: error.message };
  }
}

function offersOf({ found }: PlaceAnswer): readonly (LegOffer & { readonly dataSource: string; readonly stale: boolean })[] {
  if (found === undefined) return [];
  const { offers, source } = found;
  return offers.map((offer) => ({ offer, source, dataSource: source.account.dataSource, stale: source.stale }));
}
