import Joi from 'joi';
import type { BriefRoute } from '../../../application/fleet-data/brief-route.js';
import type { HosRecord } from '../../../domain/hours-of-service/hos-record.js';
import { toDriverId } from '../../../domain/shared/identifiers.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { decimal, nameId, text } from '../schemas.js';
import { briefingSchema, presentBriefing } from './briefing-presenter.js';
import { placeFields, toPlace, waypointList } from './place-schemas.js';
import type { PlaceInput } from './place-schemas.js';

export interface BriefingUseCases {
  readonly brief: BriefRoute<HosRecord>;
}

interface WaypointInput extends PlaceInput {
  readonly name?: string;
}

interface BriefingBody {
  readonly driver_id: string;
  readonly waypoints: readonly WaypointInput[];
  readonly fuel_radius_miles: number;
  readonly average_speed_mph: number;
}

const briefingBody = Joi.object<BriefingBody>({
  driver_id: nameId.required(),
  waypoints: waypointList(Joi.object({ ...placeFields, name: text(200) })),
  fuel_radius_miles: decimal(1, 100).default(25),
  average_speed_mph: decimal(5, 80).default(55),
});

export function briefingRoutes(use: BriefingUseCases): readonly Route[] {
  return [
    route<unknown, unknown, BriefingBody>({
      method: 'post',
      path: '/api/v1/route-briefings',
      readsOnly: true,
      summary: 'Hours of service, fuel and weather for a driver and a route; what is missing is a warning, never an error',
      permission: 'fleet.use',
      body: briefingBody,
      responses: { 200: { description: 'The briefing; a vendor that does not answer in 10 s counts as unavailable', schema: briefingSchema } },
      handler: async ({ tenantId, body }) => {
        const { driver_id: driverId, fuel_radius_miles: fuelRadiusMiles, average_speed_mph: averageSpeedMph } = body;
        const waypoints = body.waypoints.map((waypoint) => ({ place: toPlace(waypoint), name: waypoint.name }));
        const briefing = await use.brief.execute(tenantId, { driverId: toDriverId(driverId), waypoints, fuelRadiusMiles, averageSpeedMph });
        return { status: 200, body: presentBriefing(briefing) };
      },
    }),
  ];
}
