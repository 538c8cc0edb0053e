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

/** The point halfway along that way. Of opposite points, one of the many. */
export function midpointOf(from: Coordinates, to: Coordinates): Coordinates {
  const [lat1, lat2, lon1] = [radians(from.latitude), radians(to.latitude), radians(from.longitude)];
  const turn = radians(to.longitude - from.longitude);
  const [x, y] = [Math.cos(lat2) * Math.cos(turn), Math.cos(lat2) * Math.sin(turn)];
  const latitude = Math.atan2(Math.sin(lat1) + Math.sin(lat2), Math.hypot(Math.cos(lat1) + x, y));
  const longitude = degrees(lon1 + Math.atan2(y, Math.cos(lat1) + x));
  return { latitude: degrees(latitude), longitude: ((((longitude + 180) % 360) + 360) % 360) - 180 };
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
