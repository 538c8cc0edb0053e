import { greatCircleMiles, type Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { EiaRegion } from './eia-areas.js';
import { REFERENCE_CITIES } from './reference-cities.js';

/** A place farther from every city is at sea, in the far north, or nowhere we know. */
const FARTHEST_MILES = 150;
/** A city of another area that is less than this much farther away makes it doubtful which area the place is in. */
const CLEAR_LEAD = 1.25;

interface Place {
  readonly region: EiaRegion | undefined;
  readonly position: Coordinates;
}

const PLACES: readonly Place[] = Object.entries(REFERENCE_CITIES).flatMap(([region, cities]) =>
  cities.map(([, latitude, longitude]) => ({ region: isRegion(region) ? region : undefined, position: { latitude, longitude } })),
);

/**
 * The area of the nearest reference city: an approximation, as no border is known here. Undefined abroad, far from every
 * city, and where a city of another area is almost as near.
 */
export function regionAt(place: Coordinates): EiaRegion | undefined {
  const nearest = new Map<EiaRegion | undefined, number>();
  for (const { region, position } of PLACES) {
    const miles = greatCircleMiles(place, position);
    if (miles < (nearest.get(region) ?? FARTHEST_MILES)) nearest.set(region, miles);
  }
  const [first, second] = [...nearest].toSorted(([, one], [, other]) => one - other);
  if (first === undefined) return undefined;
  const isClear = second === undefined || first[1] * CLEAR_LEAD < second[1];
  return isClear ? first[0] : undefined;
}

function isRegion(key: string): key is EiaRegion {
  return key !== 'outside';
}
