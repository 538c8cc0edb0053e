import Joi from 'joi';
import type { WaypointWeather } from '../../../application/fleet-data/get-route-weather.js';
import type { WeatherReport } from '../../../application/fleet-data/place-weather.js';
import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import { roadConditionsOf, warningsOf } from '../../../domain/fleet-data/road-conditions.js';
import type { WeatherObservation } from '../../../domain/fleet-data/weather.js';
import { answerTime, nullable } from '../schemas.js';
import { answerPlace, rounded } from './place-schemas.js';

const number = nullable(Joi.number());
const roads = Joi.string().valid('GOOD', 'WET', 'SNOW', 'ICE', 'LOW_VISIBILITY', 'HIGH_WIND');

const current = Joi.object({
  temperature_f: number,
  feels_like_f: number,
  conditions: Joi.array().items(Joi.string().allow('')).required().description('The primary one first'),
  wind_speed_mph: number,
  wind_gust_mph: number,
  wind_direction: number.description('Degrees the wind comes from'),
  visibility_miles: number,
  humidity_percent: number.description('0 to 100'),
  precipitation_inches: Joi.number().min(0).required().description('Rain and snow, inches of water per hour'),
});

/** A warning of the weather, or of a briefing. */
export const warningSchema = Joi.object({
  kind: Joi.string().required(),
  severity: Joi.string().valid('INFO', 'WARNING', 'SEVERE').required(),
  text: Joi.string().allow('').required(),
});

const location = Joi.object({ ...answerPlace, city: nullable(Joi.string().allow('')) }).required().description('The place asked about');
const fields = {
  location,
  road_conditions: nullable(roads).description('Null when there is nothing to judge by'),
  warnings: Joi.array().items(warningSchema).required(),
  cached: Joi.boolean().required(),
  stale: Joi.boolean().required(),
  error: Joi.string().description('Why there is nothing fresher'),
};

export const weatherSchema = Joi.object({
  ...fields,
  current: current.required(),
  last_updated: answerTime.required().description('When the weather was observed'),
  data_source: Joi.string().required(),
  cache_age_seconds: Joi.number().integer().min(0).required(),
});

/** A waypoint without weather has null in its place, and an error. */
export const waypointWeatherSchema = Joi.object({
  ...fields,
  current: nullable(current),
  last_updated: nullable(answerTime),
  data_source: nullable(Joi.string()),
  cache_age_seconds: nullable(Joi.number().integer().min(0)),
});

export function presentWeather({ place, value, account, cached, ageSeconds, stale, error }: WeatherReport): unknown {
  return {
    location: presentLocation(place, value.city),
    current: presentObservation(value),
    road_conditions: roadConditionsOf(value) ?? null,
    warnings: warningsOf(value),
    last_updated: value.observedAt,
    data_source: account.dataSource,
    cached,
    cache_age_seconds: Math.floor(ageSeconds),
    stale,
    ...(error !== undefined && { error }),
  };
}

export function presentWaypointWeather(weather: WaypointWeather): unknown {
  if (weather.kind === 'report') return presentWeather(weather.report);
  return {
    location: presentLocation(weather.place, undefined),
    current: null,
    road_conditions: null,
    warnings: [],
    last_updated: null,
    data_source: null,
    cached: false,
    cache_age_seconds: null,
    stale: true,
    error: weather.error.message,
  };
}

function presentLocation({ latitude, longitude }: Coordinates, city: string | undefined): unknown {
  return { latitude, longitude, city: city ?? null };
}

function presentObservation(seen: WeatherObservation): unknown {
  return {
    temperature_f: rounded(seen.temperatureF, 2),
    feels_like_f: rounded(seen.feelsLikeF, 2),
    conditions: seen.conditions.map(({ text }) => text),
    wind_speed_mph: rounded(seen.windSpeedMph, 2),
    wind_gust_mph: rounded(seen.windGustMph, 2),
    wind_direction: rounded(seen.windDirectionDegrees, 2),
    visibility_miles: rounded(seen.visibilityMiles, 2),
    humidity_percent: rounded(seen.humidityPercent, 2),
    precipitation_inches: rounded(seen.rainInchesPerHour + seen.snowInchesPerHour, 4),
  };
}
