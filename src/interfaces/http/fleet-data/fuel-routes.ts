import Joi from 'joi';
import type { FindFuelStations } from '../../../application/fleet-data/find-fuel-stations.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { fuelStationSchema, presentFuel } from './fuel-presenter.js';
import { decimal } from '../schemas.js';
import { placeFields, toPlace } from './place-schemas.js';
import type { PlaceInput } from './place-schemas.js';

export interface FuelUseCases {
  readonly fuel: FindFuelStations;
}

interface FuelQuery extends PlaceInput {
  readonly radius_miles: number;
  readonly max_results: number;
}

export function fuelRoutes(use: FuelUseCases): readonly Route[] {
  return [
    route<unknown, FuelQuery>({
      method: 'get',
      path: '/api/v1/fuel-stations',
      summary: 'Fuel prices near a place, nearest first; regional averages only where no vendor has stations',
      permission: 'fleet.use',
      query: Joi.object({
        ...placeFields,
        radius_miles: decimal(1, 100).default(25).description('In a straight line'),
        max_results: decimal(1, 50).integer().default(10).description('At most this many, the nearest ones'),
      }),
      responses: { 200: { description: 'Stations of one vendor, or the averages of a region', schema: Joi.array().items(fuelStationSchema) } },
      handler: async ({ tenantId, query }) => {
        const search = { near: toPlace(query), radiusMiles: query.radius_miles, limit: query.max_results };
        return { status: 200, body: presentFuel(await use.fuel.execute(tenantId, search)) };
      },
    }),
  ];
}
