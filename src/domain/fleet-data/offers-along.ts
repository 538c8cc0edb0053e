import type { FuelOffer } from './fuel-offer.js';

/** An offer and whose it is. */
export interface SourcedOffer {
  readonly offer: FuelOffer;
  /** The vendor: an id of a station means something only together with it. */
  readonly dataSource: string;
  /** Of an old answer. */
  readonly stale: boolean;
}

/**
 * The offers of a way that was searched around several places, nearest to one of them first. What was found from several
 * places counts once, from the nearest. Averages of a region only where there is no station.
 */
export function offersAlong<Found extends SourcedOffer>(found: readonly Found[], limit: number): readonly Found[] {
  const stations = found.filter(({ offer }) => offer.priceKind === 'station');
  const sorted = (stations.length > 0 ? stations : found).toSorted(compare);
  const first = new Map<string, Found>();
  for (const one of sorted) {
    const key = JSON.stringify([one.dataSource, one.offer.stationId]);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].slice(0, limit);
}

/** Nearest first; of two as near, the fresh one. */
function compare(one: SourcedOffer, other: SourcedOffer): number {
  const farther = distanceOf(one) - distanceOf(other);
  return farther === 0 ? Number(one.stale) - Number(other.stale) : farther;
}

function distanceOf({ offer }: SourcedOffer): number {
  return offer.distanceMiles ?? Number.MAX_VALUE;
}
