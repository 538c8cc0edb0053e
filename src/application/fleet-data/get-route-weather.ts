import type { Coordinates } from '../../domain/fleet-data/coordinates.js';
import { WeatherUnavailableError } from '../../domain/fleet-data/errors.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { PlaceWeather, WeatherReport } from './place-weather.js';
import { reasonsOf } from './vendor-reasons.js';
import type { VendorFailure } from './vendor-reasons.js';

/** The weather at one waypoint, or why there is none. */
export type WaypointWeather =
  | { readonly kind: 'report'; readonly report: WeatherReport }
  | { readonly kind: 'unavailable'; readonly place: Coordinates; readonly error: VendorFailure };

/** The current weather along a route. */
export class GetRouteWeather {
  constructor(private readonly weather: PlaceWeather) {}

  /** One per place, in order, in 10 s. Throws `WeatherIntegrationMissingError`, and `WeatherUnavailableError` when no place has any. */
  async execute(tenantId: TenantId, places: readonly Coordinates[]): Promise<readonly WaypointWeather[]> {
    const accounts = await this.weather.accounts(tenantId);
    const found = await Promise.all(places.map((place) => settle(place, this.weather.at(tenantId, accounts, place))));
    if (found.some(({ kind }) => kind === 'report')) return found;
    const { reason, retryAfterMs } = reasonsOf(found.flatMap((weather) => (weather.kind === 'report' ? [] : [weather.error])));
    throw new WeatherUnavailableError(reason, retryAfterMs);
  }
}

async function settle(place: Coordinates, asking: Promise<WeatherReport>): Promise<WaypointWeather> {
  try {
    return { kind: 'report', report: await asking };
  } catch (error) {
    if (!(error instanceof WeatherUnavailableError)) throw error;
    return { kind: 'unavailable', place, error: { message: error.message, retryAfterMs: error.extras.retryAfterMs } };
  }
}
