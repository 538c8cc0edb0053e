import { greatCircleMiles, pointAlong } from './coordinates.js';
import type { Coordinates } from './coordinates.js';
import type { RouteLeg } from './route-plan.js';

/** Searches of a whole route; one with more legs has one for each leg. */
const MOST_PER_ROUTE = 30;
const MOST_PER_LEG = 5;
/** Distance between two places, in radii: the circles overlap, and reach 0.6 radii to each side of the way where they meet. */
const RADII_APART = 1.6;

/** How many places of each leg may be searched: at most 5, and 30 on the whole route; at least one. @param legs 1 or more */
export function mostPlacesPerLeg(legs: number): number {
  return Math.max(1, Math.min(MOST_PER_LEG, Math.floor(MOST_PER_ROUTE / legs)));
}

/**
 * The places around which to search a leg, in the order they are passed: each stands in the middle of an equal piece of
 * it, and circles of the radius around them cover the leg and what lies beside it, unless that would take more than `most`.
 */
export function searchPlaces({ from, to }: Pick<RouteLeg, 'from' | 'to'>, radiusMiles: number, most: number): readonly Coordinates[] {
  const needed = Math.ceil(greatCircleMiles(from.place, to.place) / (RADII_APART * radiusMiles));
  const count = Math.max(1, Math.min(most, needed));
  return Array.from({ length: count }, (_, index) => pointAlong(from.place, to.place, (2 * index + 1) / (2 * count)));
}
