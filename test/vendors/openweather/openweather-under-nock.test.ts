import nock from 'nock';
import { describeWeatherSource } from '../../contracts/fleet-data/weather-source.contract.js';
import type { GivenWeatherVendor, OpenWeatherSource, WeatherSourceHarness } from '../../contracts/fleet-data/weather-source-harness.js';
import { forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../canned-vendor.js';
import { currentBody, oneCallBody } from './openweather-bodies.js';
import { openWeatherSource } from './openweather-session.js';

const HOST = 'https://api.openweathermap.org';
const BASE = `${HOST}/data/2.5`;

const FAILURES: ReplyOfKind = {
  credentials: [401, JSON.stringify({ cod: 401, message: 'Invalid API key.' })],
  'rate-limited': [429, JSON.stringify({ cod: 429, message: 'Your account is temporary blocked.' })],
  unavailable: [502, '<html>Bad Gateway</html>'],
  timeout: [200, '{}'],
  rejected: [404, JSON.stringify({ cod: '404', message: 'city not found' })],
  malformed: [200, JSON.stringify({ cod: 'ok', message: 'welcome' })],
};

/** The adapter against canned answers; which requests go out, to the letter, is the subject of openweather-requests.test.ts. */
const harness: WeatherSourceHarness = {
  overRealSockets: false,
  async open(): Promise<OpenWeatherSource> {
    const counted = { weather: 0, alerts: 0 };
    return {
      source: openWeatherSource({ baseUrl: BASE, alerts: 'true' }),
      withoutAlerts: openWeatherSource({ baseUrl: BASE }),
      given: async (state) => {
        nock.cleanAll();
        Object.assign(counted, { weather: 0, alerts: 0 });
        serve(state, counted);
      },
      requests: () => ({ ...counted }),
      close: forgetCanned,
    };
  },
};

function serve(state: GivenWeatherVendor, counted: { weather: number; alerts: number }): void {
  const { failure } = state;
  const headers: Record<string, string> = failure?.retryAfter === undefined ? {} : { 'Retry-After': failure.retryAfter };
  serveCanned({ host: HOST, path: /^\/data\/2\.5\/weather$/, failure }, (): Reply => {
    counted.weather += 1;
    if (failure === undefined) return [200, JSON.stringify(currentBody(state))];
    const [status, body] = FAILURES[failure.kind];
    return [status, body, headers];
  });
  serveCanned({ host: HOST, path: /^\/data\/3\.0\/onecall$/, failure: undefined }, (): Reply => {
    counted.alerts += 1;
    return state.alertsFail === true ? FAILURES.credentials : [200, JSON.stringify(oneCallBody(state.weather.alerts))];
  });
}

describeWeatherSource('OpenWeather under nock', harness);
