import type { WeatherObservation } from './weather.js';

/** Water freezes on the road. */
export const FREEZING_F = 32;
/** Below this a driver at highway speed cannot stop within what can be seen. */
export const LOW_VISIBILITY_MILES = 0.5;
/** Sustained wind of a High Wind Warning (National Weather Service). */
export const HIGH_WIND_MPH = 40;
/** Gusts high inside a Wind Advisory (46 to 57 mph, National Weather Service): enough to move an empty trailer out of its lane. */
export const HIGH_GUST_MPH = 50;

/** Condition codes are OpenWeather's: openweathermap.org/weather-conditions. */
export const TORNADO = 781;
export const SQUALLS = 771;
export const FREEZING_RAIN = 511;

/** Sleet, and rain mixed with snow. */
const SLEET: ReadonlySet<number> = new Set([611, 612, 613, 615, 616]);
/** 210 to 221 are thunderstorms without a word of rain. */
const RAINY_THUNDERSTORMS: ReadonlySet<number> = new Set([200, 201, 202, 230, 231, 232]);
/** Smoke, dust whirls, fog, sand, dust, volcanic ash: they hide the road unless a measured visibility says otherwise. */
const HIDING: ReadonlySet<number> = new Set([711, 731, 741, 751, 761, 762]);
/** Mist, haze and clear or cloudy sky. */
const HARMLESS: ReadonlySet<number> = new Set([701, 721, 800, 801, 802, 803, 804]);

const GROUP = { thunderstorm: 2, drizzle: 3, rain: 5, snow: 6 } as const;

function hasCode(observation: WeatherObservation, fits: (code: number) => boolean): boolean {
  return observation.conditions.some(({ code }) => code !== undefined && fits(code));
}

const groupOf = (code: number): number => Math.floor(code / 100);

export function says(observation: WeatherObservation, code: number): boolean {
  return hasCode(observation, (sent) => sent === code);
}

export function isSleeting(observation: WeatherObservation): boolean {
  return hasCode(observation, (code) => SLEET.has(code));
}

export function isThundering(observation: WeatherObservation): boolean {
  return hasCode(observation, (code) => groupOf(code) === GROUP.thunderstorm);
}

export function isRaining(observation: WeatherObservation): boolean {
  const rains = (code: number): boolean => RAINY_THUNDERSTORMS.has(code) || groupOf(code) === GROUP.drizzle || groupOf(code) === GROUP.rain;
  return observation.rainInchesPerHour > 0 || hasCode(observation, rains);
}

/** Rain that freezes where it falls. Without a temperature only the vendor's own word for it counts. */
export function isRainFreezing(observation: WeatherObservation): boolean {
  const { temperatureF } = observation;
  return says(observation, FREEZING_RAIN) || (temperatureF !== undefined && temperatureF <= FREEZING_F && isRaining(observation));
}

export function isSnowing(observation: WeatherObservation): boolean {
  return observation.snowInchesPerHour > 0 || hasCode(observation, (code) => groupOf(code) === GROUP.snow && !SLEET.has(code));
}

/** True too for fog and its like when nobody measured how far one can see. */
export function isHiding(observation: WeatherObservation): boolean {
  const { visibilityMiles } = observation;
  return visibilityMiles === undefined ? hasCode(observation, (code) => HIDING.has(code)) : visibilityMiles < LOW_VISIBILITY_MILES;
}

/** A tornado and squalls are wind whatever the last measurement was. A gust may be missing, or lower than the wind. */
export function isStormy(observation: WeatherObservation): boolean {
  const { windSpeedMph = 0, windGustMph = 0 } = observation;
  return windSpeedMph >= HIGH_WIND_MPH || windGustMph >= HIGH_GUST_MPH || says(observation, TORNADO) || says(observation, SQUALLS);
}

/** True when each condition is one we know the meaning of, and there is one. Wind or visibility alone do not say that a road is dry. */
export function isUnderstood({ conditions }: WeatherObservation): boolean {
  return conditions.length > 0 && conditions.every(({ code }) => code !== undefined && isKnown(code));
}

function isKnown(code: number): boolean {
  const groups: readonly number[] = Object.values(GROUP);
  return groups.includes(groupOf(code)) || HARMLESS.has(code) || HIDING.has(code) || code === SQUALLS || code === TORNADO;
}
