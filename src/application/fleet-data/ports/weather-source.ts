import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { WeatherObservation } from '../../../domain/fleet-data/weather.js';

/** Reads weather from one tenant's account at one vendor. Throws `VendorError` and nothing else. */
export interface WeatherSource {
  /** The current weather at a place, with alerts when the integration's config asks for them. */
  current(place: Coordinates, signal?: AbortSignal): Promise<WeatherObservation>;
}
