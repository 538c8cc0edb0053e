import { draw } from '../seeded-draw.js';
import type { LivingWeather } from './living-weather.js';

/** A JSON object as OpenWeather would send it. */
export type WireBody = Readonly<Record<string, unknown>>;

export type Units = 'standard' | 'metric' | 'imperial';

/** Where and when a body is about. */
export interface Sighting {
  readonly seed: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Observations are made every ten minutes. */
  readonly observedAt: Date;
}

/** Stations that tell less than they could: what a place leaves out never changes. */
type Telling = 'all' | 'without-gust' | 'without-visibility' | 'without-wind' | 'without-name' | 'unlisted';

const TELLINGS: readonly Telling[] = ['all', 'without-gust', 'without-gust', 'without-visibility', 'without-wind', 'without-name', 'unlisted'];
const DAY_S = 86_400;

/** The body of `GET /data/2.5/weather`. */
export function weatherBody(truth: LivingWeather, sighting: Sighting, units: Units): WireBody {
  const { latitude, longitude, observedAt } = sighting;
  const telling = tellingAt(sighting);
  const dt = Math.floor(observedAt.getTime() / 1000);
  const midnight = dt - (dt % DAY_S) - Math.round((longitude / 360) * DAY_S);
  return {
    coord: { lon: longitude, lat: latitude },
    weather: conditionsOf(truth),
    base: 'stations',
    main: mainOf(truth, units),
    ...(telling === 'without-visibility' ? {} : { visibility: truth.visibilityMetres }),
    ...(telling === 'without-wind' ? {} : { wind: windOf(truth, units, telling !== 'without-gust') }),
    ...volumesOf(truth),
    clouds: { all: Math.round(truth.cloud * 100) },
    dt,
    sys: { type: 2, id: 2_000_000 + placeNumber(sighting) % 100_000, country: 'US', sunrise: midnight + 25_200, sunset: midnight + 68_400 },
    timezone: Math.round(longitude / 15) * 3600,
    id: telling === 'unlisted' ? 0 : 4_000_000 + placeNumber(sighting),
    name: telling === 'without-name' ? '' : `Simulated ${Math.abs(Math.round(latitude))}/${Math.abs(Math.round(longitude))}`,
    cod: 200,
  };
}

/** A number of the square of a degree a place is in. */
function placeNumber({ latitude, longitude }: Sighting): number {
  return (Math.floor(latitude) + 90) * 360 + Math.floor(longitude) + 180;
}

/** About half of all places tell everything. */
function tellingAt(sighting: Sighting): Telling {
  const drawn = draw(sighting.seed, placeNumber(sighting), 77) * 2 * TELLINGS.length;
  return TELLINGS[Math.floor(drawn)] ?? 'all';
}

function mainOf(truth: LivingWeather, units: Units): WireBody {
  const chill = truth.windMetresPerSecond > 2 && truth.celsius < 10 ? truth.windMetresPerSecond * 0.6 : 0;
  return {
    temp: temperatureIn(units, truth.celsius),
    feels_like: temperatureIn(units, truth.celsius - chill),
    temp_min: temperatureIn(units, truth.celsius - 1.4),
    temp_max: temperatureIn(units, truth.celsius + 1.2),
    pressure: truth.pressureHpa,
    humidity: truth.humidityPercent,
  };
}

function windOf(truth: LivingWeather, units: Units, withGust: boolean): WireBody {
  const speed = (metresPerSecond: number): number => rounded(units === 'imperial' ? metresPerSecond * 2.236936 : metresPerSecond);
  return { speed: speed(truth.windMetresPerSecond), deg: truth.windDegrees, ...(withGust ? { gust: speed(truth.gustMetresPerSecond) } : {}) };
}

/** Millimetres whatever the units are; nothing at all when it is dry. */
function volumesOf({ fall, fallMmPerHour }: LivingWeather): WireBody {
  switch (fall) {
    case 'none':
      return {};
    case 'snow':
      return { snow: { '1h': fallMmPerHour } };
    case 'sleet':
      return { rain: { '1h': rounded(fallMmPerHour / 2) }, snow: { '1h': rounded(fallMmPerHour / 2) } };
    case 'rain':
    case 'freezing-rain':
      return { rain: { '1h': fallMmPerHour } };
  }
}

/** The main condition first. What falls and hides the road is told as two. */
function conditionsOf(truth: LivingWeather): readonly WireBody[] {
  const heavy = truth.fallMmPerHour > 4;
  const mist = truth.visibilityMetres < 5000 ? [condition(701, 'Mist', 'mist')] : [];
  switch (truth.fall) {
    case 'rain':
      return truth.thunder ? [condition(201, 'Thunderstorm', 'thunderstorm with rain'), ...mist] : [rain(truth.fallMmPerHour), ...mist];
    case 'freezing-rain':
      return [condition(511, 'Rain', 'freezing rain'), ...mist];
    case 'sleet':
      return [condition(616, 'Snow', 'rain and snow'), ...mist];
    case 'snow':
      return [heavy ? condition(602, 'Snow', 'heavy snow') : condition(601, 'Snow', 'snow'), ...mist];
    case 'none':
      return [truth.fog ? condition(741, 'Fog', 'fog') : sky(truth.cloud)];
  }
}

function rain(millimetres: number): WireBody {
  if (millimetres > 7.6) return condition(502, 'Rain', 'heavy intensity rain');
  return millimetres > 2.5 ? condition(501, 'Rain', 'moderate rain') : condition(500, 'Rain', 'light rain');
}

function sky(cloud: number): WireBody {
  if (cloud < 0.11) return condition(800, 'Clear', 'clear sky');
  if (cloud < 0.25) return condition(801, 'Clouds', 'few clouds');
  if (cloud < 0.5) return condition(802, 'Clouds', 'scattered clouds');
  return cloud < 0.85 ? condition(803, 'Clouds', 'broken clouds') : condition(804, 'Clouds', 'overcast clouds');
}

function condition(id: number, main: string, description: string): WireBody {
  return { id, main, description, icon: '01d' };
}

function temperatureIn(units: Units, celsius: number): number {
  if (units === 'metric') return rounded(celsius);
  return rounded(units === 'imperial' ? celsius * 1.8 + 32 : celsius + 273.15);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
