import type { FuelOffers, FuelSource } from '../../../application/fleet-data/ports/fuel-source.js';
import type { FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';
import type { VendorClient } from '../reading/vendor-client.js';
import type { EiaArea } from './eia-areas.js';
import { eiaWeeks } from './eia-client.js';
import { eiaAverageOf, eiaOfferOf, eiaRowsOf, newestIn } from './eia-mapping.js';
import { regionAt } from './region-at.js';

/** A quarter of a year of each area: more than enough when the newest weeks have no value. */
const WEEKS = 13;

/**
 * The weekly average price of diesel around a place, from EIA's open data: that of the region, or of the country where the
 * region is not known or has none. One offer or none, whatever the radius.
 */
export class EiaFuelSource implements FuelSource {
  readonly #client: VendorClient;

  constructor(client: VendorClient) {
    this.#client = client;
  }

  async near({ near, limit }: FuelSearch, signal?: AbortSignal): Promise<FuelOffers> {
    const region = regionAt(near);
    const areas: readonly EiaArea[] = region === undefined ? ['NUS'] : [region, 'NUS'];
    const body = await this.#client.read(eiaWeeks('fuel.averages', areas, WEEKS * areas.length), signal);
    const rows = (eiaRowsOf(body) ?? []).map(eiaAverageOf);
    const averages = rows.filter((row) => row !== undefined).filter((row) => row !== 'other');
    const offers = areas.flatMap((area) => {
      const newest = newestIn(area, averages);
      return newest === undefined ? [] : [eiaOfferOf(area, newest)];
    });
    return { offers: offers.slice(0, Math.min(1, limit)), unreadable: rows.filter((row) => row === undefined).length };
  }
}
