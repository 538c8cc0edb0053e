import { reportOf } from '../../domain/fleet-data/briefing.js';
import type { SourceReport } from '../../domain/fleet-data/briefing.js';
import type { Coordinates } from '../../domain/fleet-data/coordinates.js';
import { WeatherIntegrationMissingError, WeatherUnavailableError } from '../../domain/fleet-data/errors.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { GetRouteWeather, WaypointWeather } from './get-route-weather.js';

export interface WeatherBriefing extends SourceReport {
  /** One for each place. */
  readonly waypoints: readonly WaypointWeather[];
}

/** The weather along a route. Never throws because of a vendor. */
export async function briefWeather(weather: GetRouteWeather, tenantId: TenantId, places: readonly Coordinates[]): Promise<WeatherBriefing> {
  try {
    const waypoints = await weather.execute(tenantId, places);
    return { ...reportOf(waypoints.map(partOf)), waypoints };
  } catch (error) {
    if (!(error instanceof WeatherIntegrationMissingError) && !(error instanceof WeatherUnavailableError)) throw error;
    const failure = { message: error.message, retryAfterMs: error.extras.retryAfterMs };
    const waypoints = places.map((place) => ({ kind: 'unavailable', place, error: failure }) as const);
    const state = error instanceof WeatherUnavailableError ? 'unavailable' : 'not_configured';
    return { state, reason: error.message, waypoints };
  }
}

function partOf(weather: WaypointWeather): SourceReport {
  if (weather.kind === 'unavailable') return { state: 'unavailable', reason: weather.error.message };
  return { state: weather.report.stale ? 'stale' : 'ok', reason: weather.report.error };
}
