import type { FuelOffers, FuelSource } from '../../../application/fleet-data/ports/fuel-source.js';
import type { FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';
import { fuelClient } from '../fuel-prices/fuel-client.js';
import { degreesText } from '../fuel-prices/station-values.js';
import { stationsWithin } from '../fuel-prices/stations-within.js';
import type { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { stationOfferOf, stationRowsOf } from './station-mapping.js';

/** The key travels in `X-API-Key`. */
export function stationClient(session: VendorSession, name: string): VendorClient {
  return fuelClient(session, { name, key: { header: 'x-api-key' } });
}

/** Stations from a feed that answers `GET /stations?lat&lon&radius&limit`, `radius` in miles. The feed has no pages. */
export class StationFuelSource implements FuelSource {
  readonly #client: VendorClient;

  constructor(client: VendorClient) {
    this.#client = client;
  }

  async near(search: FuelSearch, signal?: AbortSignal): Promise<FuelOffers> {
    const { near, radiusMiles, limit } = search;
    const query = { lat: degreesText(near.latitude), lon: degreesText(near.longitude), radius: radiusMiles, limit };
    const body = await this.#client.read({ operation: 'fuel.stations', path: '/stations', query, accepts: isStationList }, signal);
    const rows = stationRowsOf(body) ?? [];
    const offers = rows.map((row) => stationOfferOf(row, near)).filter((offer) => offer !== undefined);
    return { offers: stationsWithin(offers, search), unreadable: rows.length - offers.length };
  }
}

/** Looked at inside the attempt, so that a wrong envelope counts against the vendor's circuit. */
const isStationList = (body: unknown): boolean => stationRowsOf(body) !== undefined;
