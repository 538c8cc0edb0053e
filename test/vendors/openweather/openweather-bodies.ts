import type { WeatherAlert } from '../../../src/domain/fleet-data/weather.js';
import type { GivenWeather, GivenWeatherVendor, OddAnswer } from '../../contracts/fleet-data/weather-source-harness.js';

type Body = Readonly<Record<string, unknown>>;

const seconds = (time: Date): number => time.getTime() / 1000;

/** What is undefined is left out, as OpenWeather does. */
function present(fields: Body): Body {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function block(fields: Body): Body | undefined {
  const left = present(fields);
  return Object.keys(left).length === 0 ? undefined : left;
}

const volume = (inches: number | undefined): Body | undefined => (inches === undefined ? undefined : { '1h': inches * 25.4 });

/** The weather as `GET /data/2.5/weather?units=imperial` says it. */
export function weatherBody(given: GivenWeather): Body {
  const { place, city, unlisted, conditions, visibilityMiles } = given;
  return present({
    coord: place && { lon: place.longitude, lat: place.latitude },
    weather: conditions?.map(({ code, text }) => present({ id: code, main: 'Weather', description: text, icon: '01d' })),
    base: 'stations',
    main: block({ temp: given.temperatureF, feels_like: given.feelsLikeF, humidity: given.humidityPercent }),
    visibility: visibilityMiles === undefined ? undefined : visibilityMiles * 1609.344,
    wind: block({ speed: given.windSpeedMph, deg: given.windDirectionDegrees, gust: given.windGustMph }),
    rain: volume(given.rainInchesPerHour),
    snow: volume(given.snowInchesPerHour),
    dt: given.observedAt && seconds(given.observedAt),
    id: unlisted === true ? 0 : 4_853_828,
    name: city,
    cod: 200,
  });
}

/** The alerts as `GET /data/3.0/onecall` says them. */
export function oneCallBody(alerts: readonly WeatherAlert[] | undefined): Body {
  const rows = alerts?.map(({ event, sender, startsAt, endsAt, text }) => present({
    event, sender_name: sender, start: startsAt && seconds(startsAt), end: endsAt && seconds(endsAt), description: text, tags: [],
  }));
  return present({ lat: 41.59, lon: -93.62, timezone: 'America/Chicago', timezone_offset: -21_600, alerts: rows });
}

const AS_TEXTS: Body = {
  coord: { lat: '41.5', lon: '-93' },
  main: { temp: '61.5', feels_like: '60', humidity: '52' },
  wind: { speed: '5', deg: '210', gust: '8' },
  visibility: '10000',
  rain: { '1h': '2.5' },
  snow: { '1h': '1' },
};

const IMPOSSIBLE: Body = {
  coord: { lat: 91, lon: -181 },
  main: { temp: 288.7, feels_like: -273.15, humidity: 101 },
  wind: { speed: -1, deg: 361, gust: 1e9 },
  visibility: -1,
  rain: { '1h': -2 },
  snow: { '1h': true },
};

const NULLS: Body = { coord: null, main: null, wind: null, visibility: null, rain: null, snow: null };

function oddBody(odd: OddAnswer, weather: GivenWeather): unknown {
  const right = weatherBody(weather);
  switch (odd) {
    case 'nothing but a time':
      return { dt: right['dt'], cod: 200 };
    case 'a list':
      return [right];
    case 'null':
      return null;
    case 'numbers as texts':
      return { ...right, ...AS_TEXTS };
    case 'numbers that cannot be':
      return { ...right, ...IMPOSSIBLE };
    case 'blocks that are null':
      return { ...right, ...NULLS };
    case 'conditions that are none':
      return { ...right, weather: [null, 'rain', {}, { id: '500' }, { id: 1.5 }, ['snow']] };
    case 'an error inside a success':
      return { cod: '401', message: 'Invalid API key.' };
  }
}

/** The body of the current weather, odd or not. */
export function currentBody({ weather, odd }: GivenWeatherVendor): unknown {
  return odd === undefined ? weatherBody(weather) : oddBody(odd, weather);
}
