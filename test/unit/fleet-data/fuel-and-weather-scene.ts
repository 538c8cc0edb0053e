import { FindFuelStations } from '../../../src/application/fleet-data/find-fuel-stations.js';
import { FuelPrices } from '../../../src/application/fleet-data/fuel-prices.js';
import { GetRouteWeather } from '../../../src/application/fleet-data/get-route-weather.js';
import { GetWeather } from '../../../src/application/fleet-data/get-weather.js';
import { PlaceWeather } from '../../../src/application/fleet-data/place-weather.js';
import { RecordedFetch } from '../../../src/application/fleet-data/recorded-fetch.js';
import { ReadThroughCache } from '../../../src/application/shared/read-through-cache.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import { toTenantId } from '../../../src/domain/shared/identifiers.js';
import { RecordedContacts } from '../../support/doubles/fleet-data/recorded-contacts.js';
import { ScriptedFuelSources } from '../../support/doubles/fleet-data/scripted-fuel-sources.js';
import { ScriptedWeatherSources } from '../../support/doubles/fleet-data/scripted-weather-sources.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export const TENANT = toTenantId('t1');
export const at = (latitude: number, longitude: number): Coordinates => ({ latitude, longitude });
/** Degrees of the equator that are a mile. */
export const MILE = 1 / 69.0934;
export const MINUTE = 60_000;

/** Fuel and weather on scripted vendors, with a clock and a timer that a test moves. */
export class FuelAndWeatherScene {
  readonly clock = new ManualClock();
  readonly timer = new ManualTimer();
  readonly logger = new RecordingLogger();
  readonly contacts = new RecordedContacts();
  readonly fuelSources = new ScriptedFuelSources();
  readonly weatherSources = new ScriptedWeatherSources();
  readonly #fetches = new RecordedFetch(this.contacts, this.logger);
  readonly prices = new FuelPrices(this.fuelSources, new ReadThroughCache(this.clock, this.timer), this.#fetches, this.timer);
  readonly #places = new PlaceWeather(this.weatherSources, new ReadThroughCache(this.clock, this.timer), this.#fetches, this.timer);
  readonly fuel = new FindFuelStations(this.prices);
  readonly weather = new GetWeather(this.#places);
  readonly routeWeather = new GetRouteWeather(this.#places);
}
