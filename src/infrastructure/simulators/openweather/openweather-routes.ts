import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import type { Units, WireBody } from './weather-body.js';

/** What the routes read: the bodies for a place at this moment. */
export interface WeatherStage {
  weather(latitude: number, longitude: number, units: Units): unknown;
  /** `not-subscribed`: One Call refuses whatever key asks. */
  oneCall(latitude: number, longitude: number): WireBody | 'not-subscribed';
}

export const CURRENT = '/data/2.5/weather';
export const ONE_CALL = '/data/3.0/onecall';

/** The route a path belongs to. */
export function openWeatherRouteOf(path: string): string {
  return path === CURRENT || path === ONE_CALL ? path : 'other';
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [400, 'Nothing to geocode'],
  [401, 'Invalid API key. Please see https://openweathermap.org/faq#error401 for more info.'],
  [404, 'Internal error'],
  [429, 'Your account is temporary blocked due to exceeding of requests limitation of your subscription type.'],
]);

/** OpenWeather's error body: `cod` is a text in 400 and 404, a number in all others. */
export function openWeatherError(status: number, message = MESSAGES.get(status) ?? 'Internal server error'): SimulatedAnswer {
  return jsonAnswer(status, { cod: status === 400 || status === 404 ? String(status) : status, message });
}

const GATEWAY_400: SimulatedAnswer = {
  status: 400,
  headers: { 'content-type': 'text/html' },
  body: '<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n',
};

/** Answers a request as OpenWeather's API does. */
export function answerAsOpenWeather({ method, path, query }: SimulatedRequest, stage: WeatherStage): SimulatedAnswer {
  const route = openWeatherRouteOf(path);
  if (route === 'other') return openWeatherError(404);
  if (method !== 'GET') return openWeatherError(405, 'Method Not Allowed');
  const key = query.get('appid') ?? '';
  if (key === '' || key.startsWith('revoked')) return openWeatherError(401);
  const [sentLatitude, sentLongitude] = [query.get('lat') ?? '', query.get('lon') ?? ''];
  if (sentLatitude === '' || sentLongitude === '') return openWeatherError(400);
  const [latitude, longitude] = [degreesOf(sentLatitude, 90), degreesOf(sentLongitude, 180)];
  if (latitude === undefined || longitude === undefined) return GATEWAY_400;
  if (route === CURRENT) return jsonAnswer(200, stage.weather(latitude, longitude, unitsOf(query.get('units'))));
  const body = key.includes('onecall') ? stage.oneCall(latitude, longitude) : 'not-subscribed';
  return body === 'not-subscribed' ? openWeatherError(401, NOT_SUBSCRIBED) : jsonAnswer(200, body);
}

const NOT_SUBSCRIBED = 'Please note that using One Call 3.0 requires a separate subscription to the One Call by Call plan.';

function degreesOf(text: string, limit: number): number | undefined {
  const degrees = /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(degrees) <= limit ? degrees : undefined;
}

function unitsOf(text: string | null): Units {
  return text === 'metric' || text === 'imperial' ? text : 'standard';
}
