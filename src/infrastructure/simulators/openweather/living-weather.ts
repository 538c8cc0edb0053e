import { smoothField } from './smooth-field.js';

/** The weather at a place and moment, whatever is told of it. */
export interface LivingWeather {
  readonly celsius: number;
  /** 0 to 1. */
  readonly cloud: number;
  /** Water, in millimetres per hour; 0 when dry. */
  readonly fallMmPerHour: number;
  /** What falls, decided by the temperature. */
  readonly fall: 'none' | 'rain' | 'freezing-rain' | 'sleet' | 'snow';
  readonly thunder: boolean;
  readonly fog: boolean;
  readonly windMetresPerSecond: number;
  readonly gustMetresPerSecond: number;
  readonly windDegrees: number;
  readonly visibilityMetres: number;
  readonly humidityPercent: number;
  readonly pressureHpa: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_DAYS = 365.25;
/** Coldest and warmest time: three weeks after the solstice. */
const COLDEST_DAY = 15;
/** Squares of the pattern of fronts, in degrees. */
const FRONT_DEGREES = 6;
/** Fronts move east with the westerlies: degrees of longitude a day. */
const DRIFT_DEGREES_A_DAY = 9;
/** Patterns of one seed; each is a field of its own. */
const FIELD = { mass: 1, moisture: 2, wind: 3, direction: 4, fog: 5 } as const;

/** Weather that lives: a pure function of seed, place and time, with seasons, days and fronts that move east. */
export function weatherAt(seed: number, latitude: number, longitude: number, at: Date): LivingWeather {
  const days = at.getTime() / DAY_MS;
  const field = (kind: number, size = FRONT_DEGREES): number =>
    smoothField(seed, (longitude - days * DRIFT_DEGREES_A_DAY) / size, latitude / size, kind);
  const hour = (((at.getTime() / HOUR_MS + longitude / 15) % 24) + 24) % 24;
  const celsius = climate(latitude, days) + 6 * Math.cos(((hour - 15) / 24) * 2 * Math.PI) + (field(FIELD.mass) - 0.5) * 24;
  const moisture = field(FIELD.moisture);
  const fallMmPerHour = moisture > 0.62 ? Math.round((moisture - 0.62) ** 2 * 22_000) / 100 : 0;
  const fog = fallMmPerHour === 0 && (hour < 9 || hour > 21) && field(FIELD.fog, 2) > 0.78;
  const windMetresPerSecond = 0.5 + field(FIELD.wind) ** 3 * 24;
  return {
    celsius,
    cloud: Math.min(1, Math.max(0, (moisture - 0.25) * 2.2)),
    fallMmPerHour,
    fall: fallMmPerHour === 0 ? 'none' : fallAt(celsius),
    thunder: fallMmPerHour > 8 && celsius > 18,
    fog,
    windMetresPerSecond,
    gustMetresPerSecond: windMetresPerSecond * (0.9 + field(FIELD.fog) * 0.8),
    windDegrees: Math.floor(field(FIELD.direction) * 360),
    visibilityMetres: visibilityIn(fog, fallMmPerHour, celsius),
    humidityPercent: Math.round(25 + moisture * 75),
    pressureHpa: Math.round(1033 - moisture * 40),
  };
}

/** Mean of a day: colder towards the pole, and in winter; the south has its winter half a year later. */
function climate(latitude: number, days: number): number {
  const away = Math.abs(latitude);
  const season = Math.cos((((days % YEAR_DAYS) - COLDEST_DAY) / YEAR_DAYS) * 2 * Math.PI) * (latitude < 0 ? -1 : 1);
  return 29 - away * 0.45 - season * Math.min(1, away / 30) * 14;
}

function fallAt(celsius: number): LivingWeather['fall'] {
  if (celsius > 2) return 'rain';
  if (celsius > 0.5) return 'sleet';
  return celsius > -1 ? 'freezing-rain' : 'snow';
}

/** Metres, at most the 10,000 that are told. */
function visibilityIn(fog: boolean, fallMmPerHour: number, celsius: number): number {
  if (fog) return 300;
  const hidden = celsius < 0.5 ? fallMmPerHour * 2400 : fallMmPerHour * 500;
  return Math.round(Math.min(10_000, Math.max(200, 10_000 - hidden)));
}
