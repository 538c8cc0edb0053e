import type { WeatherSource } from '../../../application/fleet-data/ports/weather-source.js';
import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { WeatherAlert, WeatherObservation } from '../../../domain/fleet-data/weather.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { alertsOf } from './openweather-alerts.js';
import { OpenWeatherClient } from './openweather-client.js';
import { observationOf } from './openweather-mapping.js';
import { alertsWanted, CURRENT_PATH, ONE_CALL_PATH, placeQuery } from './openweather-requests.js';

/** The weather does not wait longer for its alerts. */
const ALERTS_LONGEST_MS = 3_000;

/**
 * Current weather from OpenWeather, one request per read; with the config `alerts` a second one to One Call 3.0, which is a
 * subscription of its own. Alerts that cannot be had are `unavailable` and fail nothing.
 */
export class OpenWeatherSource implements WeatherSource {
  readonly #client: OpenWeatherClient;
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#client = new OpenWeatherClient(session);
    this.#session = session;
  }

  async current(place: Coordinates, signal?: AbortSignal): Promise<WeatherObservation> {
    if (!alertsWanted(this.#session)) return await this.#observation(place, signal);
    const stop = new AbortController();
    const limits = [stop.signal, AbortSignal.timeout(ALERTS_LONGEST_MS), ...(signal === undefined ? [] : [signal])];
    try {
      const [observation, alerts] = await Promise.all([this.#observation(place, signal), this.#alerts(place, AbortSignal.any(limits))]);
      return { ...observation, alerts };
    } finally {
      stop.abort();
    }
  }

  async #observation(place: Coordinates, signal: AbortSignal | undefined): Promise<WeatherObservation> {
    const operation = 'weather.current';
    const mapped = (body: unknown): WeatherObservation | undefined => observationOf(body, place, this.#session.clock.now());
    const read = { operation, path: CURRENT_PATH, query: { ...placeQuery(place), units: 'imperial' } };
    // Asked inside the attempt too, so that an answer without a time counts against the vendor's circuit.
    const observation = mapped(await this.#client.read({ ...read, accepts: (body) => mapped(body) !== undefined }, signal));
    if (observation === undefined) throw this.#client.failure('malformed', operation, 'OpenWeather sent no weather with a time.');
    return observation;
  }

  async #alerts(place: Coordinates, signal: AbortSignal): Promise<readonly WeatherAlert[] | 'unavailable'> {
    const query = { ...placeQuery(place), exclude: 'minutely,hourly,daily,current', units: 'imperial' };
    const read = { operation: 'weather.alerts', path: ONE_CALL_PATH, query };
    try {
      return alertsOf(await this.#client.read({ ...read, accepts: (body) => alertsOf(body) !== undefined }, signal)) ?? 'unavailable';
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      const { tenantId, integrationId, vendor } = this.#session.connection;
      this.#session.logger.warn('weather.alerts-unavailable', { tenantId, integrationId, vendor, kind: error.kind, reason: error.message });
      return 'unavailable';
    }
  }
}
