import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { WeatherCondition, WeatherObservation } from '../../../domain/fleet-data/weather.js';
import { cleanText, isFields, isPresent, partOf, type Fields } from '../reading/wire-values.js';

const METRES_PER_MILE = 1609.344;
const MILLIMETRES_PER_INCH = 25.4;
/** A clock may be this far ahead of ours. */
const FUTURE_TOLERANCE_MS = 120_000;
const TEXT_LENGTH = 100;

/** What the air near the ground can be; a value outside is in another unit and means nothing. */
const TEMPERATURE_F = [-150, 160] as const;
const WIND_MPH = [0, 300] as const;
const VISIBILITY_METRES = [0, 1_000_000] as const;
const RATE_MILLIMETRES = [0, 1000] as const;

type Range = readonly [lowest: number, highest: number];

/** A plain number inside the range; a text is none. `-0` becomes 0. */
export function numberIn(value: unknown, [lowest, highest]: Range): number | undefined {
  return typeof value === 'number' && value >= lowest && value <= highest ? value + 0 : undefined;
}

/** Unix seconds; undefined for what is not a time after 1970. */
export function timeOf(seconds: unknown): Date | undefined {
  if (typeof seconds !== 'number' || seconds <= 0) return undefined;
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Vendor text, trimmed; empty for anything else. */
export function textOf(value: unknown, maxLength: number): string {
  return typeof value === 'string' ? cleanText(value, maxLength).trim() : '';
}

/**
 * The body of `GET /data/2.5/weather?units=imperial` (openweathermap.org/current). Undefined when it is no weather, or when
 * it does not say when that was: without a time nobody can tell how old it is. A time more than two minutes ahead of `now`
 * is none. Alerts are not part of it.
 *
 * @param asked stands in where the body has no coordinates
 */
export function observationOf(body: unknown, asked: Coordinates, now: Date): WeatherObservation | undefined {
  if (!isFields(body) || !BLOCKS.some((name) => isPresent(body[name]))) return undefined;
  const observedAt = timeOf(body['dt']);
  if (observedAt === undefined || observedAt.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) return undefined;
  const [main, wind] = [partOf(body, 'main'), partOf(body, 'wind')];
  return {
    place: placeOf(partOf(body, 'coord')) ?? asked,
    city: cityOf(body),
    observedAt,
    temperatureF: numberIn(main['temp'], TEMPERATURE_F),
    feelsLikeF: numberIn(main['feels_like'], TEMPERATURE_F),
    conditions: conditionsOf(body['weather']),
    windSpeedMph: numberIn(wind['speed'], WIND_MPH),
    windGustMph: numberIn(wind['gust'], WIND_MPH),
    windDirectionDegrees: numberIn(wind['deg'], [0, 360]),
    visibilityMiles: scaled(numberIn(body['visibility'], VISIBILITY_METRES), METRES_PER_MILE),
    humidityPercent: numberIn(main['humidity'], [0, 100]),
    rainInchesPerHour: inchesOf(partOf(body, 'rain')),
    snowInchesPerHour: inchesOf(partOf(body, 'snow')),
    alerts: undefined,
  };
}

/** Without any of these a body is not about the weather. */
const BLOCKS = ['main', 'weather', 'wind', 'visibility'] as const;

function placeOf(coord: Fields): Coordinates | undefined {
  const latitude = numberIn(coord['lat'], [-90, 90]);
  const longitude = numberIn(coord['lon'], [-180, 180]);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** A place that OpenWeather has no entry for (id 0) has a name all the same. */
function cityOf(body: Fields): string | undefined {
  const name = textOf(body['name'], TEXT_LENGTH);
  return name === '' ? undefined : name;
}

function conditionsOf(entries: unknown): readonly WeatherCondition[] {
  if (!Array.isArray(entries)) return [];
  return entries.map(conditionOf).filter((condition) => condition !== undefined);
}

function conditionOf(entry: unknown): WeatherCondition | undefined {
  if (!isFields(entry)) return undefined;
  const { id } = entry;
  const code = typeof id === 'number' && Number.isInteger(id) ? id : undefined;
  const text = textOf(entry['description'], TEXT_LENGTH) || textOf(entry['main'], TEXT_LENGTH);
  return code === undefined && text === '' ? undefined : { code, text };
}

/** Millimetres per hour on the wire whatever the units; a block that is absent is no rain or snow. */
function inchesOf(volume: Fields): number {
  return scaled(numberIn(volume['1h'], RATE_MILLIMETRES), MILLIMETRES_PER_INCH) ?? 0;
}

function scaled(value: number | undefined, divisor: number): number | undefined {
  return value === undefined ? undefined : value / divisor;
}
