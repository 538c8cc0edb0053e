import { roundedPlace } from '../../domain/fleet-data/coordinates.js';
import { FuelIntegrationMissingError, FuelUnavailableError } from '../../domain/fleet-data/errors.js';
import type { FuelOffer, FuelSearch } from '../../domain/fleet-data/fuel-offer.js';
import { nearestOffers } from '../../domain/fleet-data/nearest-offers.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { CachedValue, ReadThroughCache } from '../shared/read-through-cache.js';
import type { Timer } from '../shared/timer.js';
import { askInOrder } from './ask-in-order.js';
import { PATIENCE_MS } from './patience.js';
import type { FuelOffers } from './ports/fuel-source.js';
import type { FuelAccount, FuelSources } from './ports/fuel-sources.js';
import type { RecordedFetch } from './recorded-fetch.js';
import { reasonsOf } from './vendor-reasons.js';
import type { Round, VendorAnswer } from './vendor-round.js';

const TTL_SECONDS = 15 * 60;
/** The grid place that stands for the caller's is less than half a mile away from it. */
const DETOUR_MILES = 1;
/** More than anybody may ask for, so that the nearest to the grid place include the nearest to the caller. */
const ASKED_FOR = 60;

/** Which vendor offers come from and how its answer came about. */
export type FuelOrigin = Omit<VendorAnswer<FuelAccount, FuelOffers>, 'value'>;

/** Offers of one vendor, nearest first; none when it answered that it has none. */
export interface FoundFuel {
  readonly offers: readonly FuelOffer[];
  readonly source: FuelOrigin;
}

interface Asked {
  readonly tenantId: TenantId;
  readonly accounts: readonly FuelAccount[];
  readonly shareMs: number;
}

/**
 * Fuel prices near places, cached for 15 minutes. Vendors are asked about a place of the 0.01° grid and a circle large
 * enough for everybody whose place rounds to it; distances, order and cut are then made from the caller's own place.
 */
export class FuelPrices {
  constructor(
    private readonly sources: FuelSources,
    private readonly cache: ReadThroughCache<FuelOffers>,
    private readonly fetches: RecordedFetch,
    private readonly timer: Timer,
  ) {}

  /** Who is to be asked, in order. Throws `FuelIntegrationMissingError`. */
  async accounts(tenantId: TenantId): Promise<readonly FuelAccount[]> {
    const accounts = await this.sources.list(tenantId);
    if (accounts.length === 0) throw new FuelIntegrationMissingError();
    return accounts;
  }

  /**
   * Averages only when no vendor has stations. Answers in 10 s, of which each vendor has an equal share. Throws
   * `FuelUnavailableError` when nobody has answered by then.
   */
  async near(tenantId: TenantId, accounts: readonly FuelAccount[], search: FuelSearch): Promise<FoundFuel> {
    const of = (kind: FuelAccount['priceKind']): readonly FuelAccount[] => accounts.filter(({ priceKind }) => priceKind === kind);
    const shareMs = PATIENCE_MS / accounts.length;
    const stations = await this.ask({ tenantId, accounts: of('station'), shareMs }, search);
    if (stations.answer !== undefined) return foundIn(stations.answer, search);
    const averages = await this.ask({ tenantId, accounts: of('regional_average'), shareMs }, search);
    const answer = averages.answer ?? stations.useless ?? averages.useless;
    if (answer !== undefined) return foundIn(answer, search);
    const { reason, retryAfterMs } = reasonsOf([...stations.errors, ...averages.errors]);
    throw new FuelUnavailableError(reason, retryAfterMs);
  }

  private ask({ tenantId, ...whom }: Asked, search: FuelSearch): Promise<Round<FuelAccount, FuelOffers>> {
    const read = (account: FuelAccount): Promise<CachedValue<FuelOffers>> => this.read(tenantId, account, search);
    const useful = ({ offers }: FuelOffers): boolean => nearestOffers(offers, search).length > 0;
    return askInOrder({ ...whom, read, useful }, this.timer);
  }

  private read(tenantId: TenantId, { integrationId }: FuelAccount, search: FuelSearch): Promise<CachedValue<FuelOffers>> {
    const near = roundedPlace(search.near);
    const radiusMiles = Math.ceil(search.radiusMiles) + DETOUR_MILES;
    const fetch = async (): Promise<FuelOffers> => {
      const source = await this.sources.open(tenantId, integrationId);
      return source.near({ near, radiusMiles, limit: ASKED_FOR });
    };
    return this.cache.read({
      key: [tenantId, integrationId, near.latitude, near.longitude, radiusMiles].join(' '),
      ttlSeconds: TTL_SECONDS,
      fetch: () => this.fetches.run({ tenantId, integrationId }, fetch),
    });
  }
}

function foundIn({ value, ...source }: VendorAnswer<FuelAccount, FuelOffers>, search: FuelSearch): FoundFuel {
  return { offers: nearestOffers(value.offers, search), source };
}
