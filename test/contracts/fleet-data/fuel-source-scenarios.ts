import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import type { FuelOffer, FuelSearch } from '../../../src/domain/fleet-data/fuel-offer.js';
import type { GivenOffer, OpenFuelSource } from './fuel-source-harness.js';

/** Degrees of latitude in a mile. */
const DEGREES_PER_MILE = 1 / 69.0934;

/** Des Moines, Iowa: in the middle of a region, far from every border. */
export const PLACE: Coordinates = { latitude: 41.59, longitude: -93.62 };
export const SEARCH: FuelSearch = { near: PLACE, radiusMiles: 25, limit: 10 };
export const MONDAY = new Date('2026-03-02T00:00:00Z');

/** A station so many miles north of the place, open for a week. */
export function station(stationId: string, miles: number, more: Partial<GivenOffer> = {}): GivenOffer {
  const position = { latitude: PLACE.latitude + miles * DEGREES_PER_MILE, longitude: PLACE.longitude };
  return { stationId, name: `Stop ${stationId}`, position, dieselPrice: '3.459', setAt: MONDAY, ...more };
}

/** Ten stations, the nearest last: what the vendor's order is must not matter. */
export function town(size = 10): readonly GivenOffer[] {
  return Array.from({ length: size }, (_, at) => station(`s${size - at}`, size - at));
}

export async function offersOf(vendor: OpenFuelSource, search: Partial<FuelSearch> = {}): Promise<readonly FuelOffer[]> {
  return (await vendor.source.near({ ...SEARCH, ...search })).offers;
}

export function idsOf(offers: readonly FuelOffer[]): readonly string[] {
  return offers.map(({ stationId }) => stationId);
}
