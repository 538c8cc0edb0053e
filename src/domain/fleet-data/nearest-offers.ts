import { greatCircleMiles } from './coordinates.js';
import type { FuelOffer, FuelSearch } from './fuel-offer.js';

/** A distance that differs from the radius by rounding only is inside. */
const SLACK_MILES = 1e-9;

/**
 * The offers inside a search's circle, nearest first, at most as many as asked for. Distances count from the place
 * searched, along the great circle, where the position is known; else the vendor's own stands. An offer without either
 * (a region) is inside and comes last.
 */
export function nearestOffers(offers: readonly FuelOffer[], { near, radiusMiles, limit }: FuelSearch): readonly FuelOffer[] {
  return offers
    .map((offer) => (offer.position === undefined ? offer : { ...offer, distanceMiles: greatCircleMiles(near, offer.position) }))
    .filter(({ distanceMiles }) => (distanceMiles ?? 0) <= radiusMiles + SLACK_MILES)
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .slice(0, limit);
}

function rankOf({ distanceMiles }: FuelOffer): number {
  return distanceMiles ?? Number.MAX_VALUE;
}
