import { ContainerModule } from 'inversify';
import { BriefRoute } from '../../application/fleet-data/brief-route.js';
import { FindFuelStations } from '../../application/fleet-data/find-fuel-stations.js';
import { FuelPrices } from '../../application/fleet-data/fuel-prices.js';
import { GetRouteWeather } from '../../application/fleet-data/get-route-weather.js';
import { GetWeather } from '../../application/fleet-data/get-weather.js';
import { PlaceWeather } from '../../application/fleet-data/place-weather.js';
import { RecordedFetch } from '../../application/fleet-data/recorded-fetch.js';
import { ReadThroughCache } from '../../application/shared/read-through-cache.js';
import type { CacheLimits } from '../../application/shared/read-through-cache.js';
import type { Database } from '../persistence/database.js';
import { KnexDriverRepository } from '../persistence/fleet-data/knex-driver-repository.js';
import { AnsweredDriverHours } from '../hours-of-service/answered-driver-hours.js';
import { HOURS_OF_SERVICE } from './hours-of-service-module.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const all = (database: Database, fuel: FuelPrices, places: PlaceWeather, hours: From<typeof HOURS_OF_SERVICE>, timer: From<typeof T.Timer>) => {
  const routeWeather = new GetRouteWeather(places);
  const driverHours = new AnsweredDriverHours(new KnexDriverRepository(database), hours.get);
  return {
    fuel: new FindFuelStations(fuel),
    weather: new GetWeather(places),
    routeWeather,
    brief: new BriefRoute(driverHours, fuel, routeWeather, timer),
  };
};

/** An answer of 60 stations takes about 70 kB: all of them together 70 MB. */
const FUEL_CACHE: CacheLimits = { maxEntries: 1_000 };

/** What the routes of fuel, weather and briefings are given. */
export const FUEL_AND_WEATHER = token<ReturnType<typeof all>>('FuelAndWeatherUseCases');

export const fuelAndWeatherModule = new ContainerModule((to) => {
  provide(to, T.RecordedFetch, (contacts, logger) => new RecordedFetch(contacts, logger), [T.OnDemandContacts, T.Logger]);
  provide(
    to,
    T.FuelPrices,
    (sources, fetches, clock, timer) => new FuelPrices(sources, new ReadThroughCache(clock, timer, FUEL_CACHE), fetches, timer),
    [T.FuelSources, T.RecordedFetch, T.Clock, T.Timer],
  );
  provide(
    to,
    T.PlaceWeather,
    (sources, fetches, clock, timer) => new PlaceWeather(sources, new ReadThroughCache(clock, timer), fetches, timer),
    [T.WeatherSources, T.RecordedFetch, T.Clock, T.Timer],
  );
  provide(to, FUEL_AND_WEATHER, all, [T.Database, T.FuelPrices, T.PlaceWeather, HOURS_OF_SERVICE, T.Timer]);
});
