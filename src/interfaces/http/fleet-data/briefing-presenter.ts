import Joi from 'joi';
import type { RouteBriefing } from '../../../application/fleet-data/brief-route.js';
import type { FuelStop } from '../../../application/fleet-data/brief-fuel.js';
import type { Waypoint } from '../../../domain/fleet-data/route-plan.js';
import type { HosRecord } from '../../../domain/hours-of-service/hos-record.js';
import { hosSchema, presentHos } from '../hours-of-service/hos-presenter.js';
import { nullable } from '../schemas.js';
import { fuelStationSchema, presentOffer } from './fuel-presenter.js';
import { answerPlace, rounded } from './place-schemas.js';
import { presentWaypointWeather, warningSchema, waypointWeatherSchema } from './weather-presenter.js';

const miles = Joi.number().min(0).required();
const hours = Joi.number().min(0).required();
const state = Joi.string().valid('ok', 'stale', 'unavailable', 'not_configured').required();
const waypoint = Joi.object({ ...answerPlace, name: nullable(Joi.string()) }).required();

const fuelStop = Joi.object({
  leg: Joi.number().integer().min(1).required(),
  from: waypoint,
  to: waypoint,
  distance_miles: miles,
  drive_hours: hours,
  near: Joi.array().items(Joi.object(answerPlace)).required().description('The places searched along the leg, at most 5, in the order they are passed'),
  stations: Joi.array().items(fuelStationSchema).required().description('At most 5, nearest to the way first; `distance_miles` counts from the nearest of the places in `near`'),
  source: state.description('As good as the worst of its places'),
});

export const briefingSchema = Joi.object({
  driver: nullable(hosSchema),
  estimated_drive_hours: hours,
  distance_miles: miles,
  feasible: Joi.string().valid('yes', 'no', 'unknown').required().description('Without a 10-hour rest on the way'),
  break_needed_after_hours: nullable(Joi.number().min(0)).description('Driving hours; null when no break is needed, or that is not known'),
  fuel_stops: Joi.array().items(fuelStop).required(),
  weather: Joi.array().items(waypointWeatherSchema).required(),
  warnings: Joi.array().items(warningSchema).required(),
  sources: Joi.object({ hos: state, fuel: state, weather: state }).required().description('Each as good as the worst of its parts'),
});

export function presentBriefing({ driver, plan, judgement, fuelStops, weather, warnings, sources }: RouteBriefing<HosRecord>): unknown {
  return {
    driver: driver === undefined ? null : presentHos(driver),
    estimated_drive_hours: rounded(plan.driveHours, 4),
    distance_miles: rounded(plan.distanceMiles, 2),
    feasible: judgement.feasible,
    break_needed_after_hours: rounded(judgement.breakNeededAfterHours, 4),
    fuel_stops: fuelStops.map(presentStop),
    weather: weather.map(presentWaypointWeather),
    warnings,
    sources,
  };
}

function presentStop({ leg, near, stations, state: source }: FuelStop): unknown {
  return {
    leg: leg.number,
    from: presentWaypoint(leg.from),
    to: presentWaypoint(leg.to),
    distance_miles: rounded(leg.distanceMiles, 2),
    drive_hours: rounded(leg.driveHours, 4),
    near: near.map(({ latitude, longitude }) => ({ latitude: rounded(latitude, 5), longitude: rounded(longitude, 5) })),
    stations: stations.map((one) => presentOffer(one.offer, one.source)),
    source,
  };
}

function presentWaypoint({ place, name }: Waypoint): unknown {
  return { latitude: place.latitude, longitude: place.longitude, name: name ?? null };
}
