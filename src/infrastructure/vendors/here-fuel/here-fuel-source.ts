import type { FuelOffers, FuelSource } from '../../../application/fleet-data/ports/fuel-source.js';
import type { FuelOffer, FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';
import { stationsWithin } from '../fuel-prices/stations-within.js';
import type { VendorClient } from '../reading/vendor-client.js';
import { hereSearch } from './here-client.js';
import { hereOfferOf, herePageOf, type HerePage } from './here-mapping.js';

/** HERE's own default of `maxresults`. */
export const PAGE_SIZE = 50;
/** A thousand stations. A circle with more that sell diesel is a vendor that sends us in circles. */
export const MAX_PAGES = 20;
const OPERATION = 'fuel.stations';

/** Diesel stations from HERE Fuel Prices (`GET /stations`), page by page until HERE says that no more follow. */
export class HereFuelSource implements FuelSource {
  readonly #client: VendorClient;

  constructor(client: VendorClient) {
    this.#client = client;
  }

  async near(search: FuelSearch, signal?: AbortSignal): Promise<FuelOffers> {
    const found = new StationsFound(search);
    let offset = 0;
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const { rows, hasMore } = await this.#page(search, offset, signal);
      const news = found.add(rows);
      if (!hasMore || found.hasTheNearest) return found.offers();
      if (news === 0) throw this.#client.failure('malformed', OPERATION, 'HERE announced more stations and sent none that are new.');
      offset += rows.length;
    }
    throw this.#client.failure('malformed', OPERATION, `HERE announced more than ${MAX_PAGES} pages of stations.`);
  }

  async #page(search: FuelSearch, offset: number, signal?: AbortSignal): Promise<HerePage> {
    const body = await this.#client.read(hereSearch(OPERATION, search, { offset, maxResults: PAGE_SIZE }), signal);
    const page = herePageOf(body);
    if (typeof page === 'string') throw this.#client.failure('malformed', OPERATION, page);
    return page;
  }
}

/** The stations of the pages read so far. */
class StationsFound {
  readonly #search: FuelSearch;
  readonly #byId = new Map<string, FuelOffer>();
  #unreadable = 0;
  #farthest = 0;
  #inOrder = true;

  constructor(search: FuelSearch) {
    this.#search = search;
  }

  /** @returns how many rows were not there before */
  add(rows: readonly unknown[]): number {
    const before = this.#byId.size + this.#unreadable;
    for (const row of rows) {
      const offer = hereOfferOf(row, this.#search.near);
      if (offer === undefined) this.#unreadable += 1;
      else if (!this.#byId.has(offer.stationId)) this.#keep(offer);
    }
    return this.#byId.size + this.#unreadable - before;
  }

  /** HERE is asked to sort by distance. When the stations show that it did, those of later pages are farther away. */
  get hasTheNearest(): boolean {
    return this.#inOrder && this.#byId.size > this.#search.limit;
  }

  offers(): FuelOffers {
    return { offers: stationsWithin([...this.#byId.values()], this.#search), unreadable: this.#unreadable };
  }

  #keep(offer: FuelOffer): void {
    const miles = offer.distanceMiles ?? 0;
    if (miles < this.#farthest) this.#inOrder = false;
    this.#farthest = Math.max(this.#farthest, miles);
    this.#byId.set(offer.stationId, offer);
  }
}
