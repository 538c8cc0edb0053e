/** A point on earth in degrees (WGS 84). 0 is a coordinate. */
export interface Coordinates {
  /** -90 to 90, north is positive. */
  readonly latitude: number;
  /** -180 to 180, east is positive. */
  readonly longitude: number;
}

/** Mean radius of the earth (IUGG), in statute miles. */
const EARTH_RADIUS_MILES = 3958.7613;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Length of the shortest way over the sphere, in statute miles (haversine). */
export function greatCircleMiles(from: Coordinates, to: Coordinates): number {
  const [lat1, lat2] = [radians(from.latitude), radians(to.latitude)];
  const halfLatitude = Math.sin((lat2 - lat1) / 2);
  const halfLongitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord = halfLatitude ** 2 + Math.cos(lat1) * Math.cos(lat2) * halfLongitude ** 2;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Closer than this (in radians, a quarter of an inch), two places are taken for one, or for opposite ones. */
const SAME_PLACE = 1e-9;

type Vector = readonly [x: number, y: number, z: number];

/**
 * The point that lies this fraction (0 to 1) of the shortest way from one place to another. Of the many ways between
 * opposite places, the one that sets out to the north.
 */
export function pointAlong(from: Coordinates, to: Coordinates, fraction: number): Coordinates {
  const [start, ahead] = [vectorOf(from), directionTo(from, to)];
  const turn = (greatCircleMiles(from, to) / EARTH_RADIUS_MILES) * fraction;
  const along = (axis: 0 | 1 | 2): number => Math.cos(turn) * start[axis] + Math.sin(turn) * ahead[axis];
  const [x, y, z] = [along(0), along(1), along(2)];
  return { latitude: degrees(Math.atan2(z, Math.hypot(x, y))), longitude: degrees(Math.atan2(y, x)) };
}

/** Where one sets out to, as a vector of length 1 that touches the sphere at `from`. */
function directionTo(from: Coordinates, to: Coordinates): Vector {
  const [[ax, ay, az], [bx, by, bz]] = [vectorOf(from), vectorOf(to)];
  const shared = ax * bx + ay * by + az * bz;
  const [x, y, z] = [bx - shared * ax, by - shared * ay, bz - shared * az];
  const length = Math.hypot(x, y, z);
  return length < SAME_PLACE ? vectorOf({ latitude: from.latitude + 90, longitude: from.longitude }) : [x / length, y / length, z / length];
}

/** From the middle of the earth to a place, of length 1. */
function vectorOf({ latitude, longitude }: Coordinates): Vector {
  const [lat, lon] = [radians(latitude), radians(longitude)];
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
}

/**
 * The point of a grid of 0.01° that is nearest, less than half a mile away: places this close share what is cached. The
 * antimeridian, which has two names, is -180.
 */
export function roundedPlace({ latitude, longitude }: Coordinates): Coordinates {
  // Adding 0 makes 0 of -0.
  const rounded = (value: number): number => Math.round(value * 100) / 100 + 0;
  const east = rounded(longitude);
  return { latitude: rounded(latitude), longitude: east === 180 ? -180 : east };
}
