import Joi from 'joi';
import type { GetRouteWeather } from '../../../application/fleet-data/get-route-weather.js';
import type { GetWeather } from '../../../application/fleet-data/get-weather.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { placeFields, toPlace, waypointList } from './place-schemas.js';
import type { PlaceInput } from './place-schemas.js';
import { presentWaypointWeather, presentWeather, waypointWeatherSchema, weatherSchema } from './weather-presenter.js';

export interface WeatherUseCases {
  readonly weather: GetWeather;
  readonly routeWeather: GetRouteWeather;
}

interface RouteBody {
  readonly waypoints: readonly PlaceInput[];
}

export function weatherRoutes(use: WeatherUseCases): readonly Route[] {
  return [
    route<unknown, PlaceInput>({
      method: 'get',
      path: '/api/v1/weather',
      summary: 'The current weather at a place',
      permission: 'fleet.use',
      query: Joi.object(placeFields),
      responses: { 200: { description: 'The weather, at most 10 minutes old unless it says stale', schema: weatherSchema } },
      handler: async ({ tenantId, query }) => ({ status: 200, body: presentWeather(await use.weather.execute(tenantId, toPlace(query))) }),
    }),
    route<unknown, unknown, RouteBody>({
      method: 'post',
      path: '/api/v1/weather/route',
      readsOnly: true,
      summary: 'The current weather at each waypoint of a route',
      permission: 'fleet.use',
      body: Joi.object<RouteBody>({ waypoints: waypointList(Joi.object(placeFields)) }),
      responses: { 200: { description: 'One per waypoint, in order; null where nobody answered in 10 s', schema: Joi.array().items(waypointWeatherSchema) } },
      handler: async ({ tenantId, body }) => {
        const weather = await use.routeWeather.execute(tenantId, body.waypoints.map(toPlace));
        return { status: 200, body: weather.map(presentWaypointWeather) };
      },
    }),
  ];
}
