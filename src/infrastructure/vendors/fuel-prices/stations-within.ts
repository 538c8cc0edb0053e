import type { FuelOffer, FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';

/** What a search asks for: stations inside the radius, each once (its first row), nearest first, at most `limit`. */
export function stationsWithin(offers: readonly FuelOffer[], { radiusMiles, limit }: FuelSearch): readonly FuelOffer[] {
  const byId = new Map<string, FuelOffer>();
  for (const offer of offers) {
    if (!byId.has(offer.stationId)) byId.set(offer.stationId, offer);
  }
  return [...byId.values()]
    .filter((offer) => milesTo(offer) <= radiusMiles)
    .toSorted((one, other) => milesTo(one) - milesTo(other))
    .slice(0, limit);
}

function milesTo({ distanceMiles }: FuelOffer): number {
  return distanceMiles ?? Number.POSITIVE_INFINITY;
}
