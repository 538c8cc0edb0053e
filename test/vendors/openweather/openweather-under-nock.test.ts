import nock from 'nock';
import { describeWeatherSource } from '../../contracts/fleet-data/weather-source.contract.js';
import type { GivenWeatherVendor, OpenWeatherSource, WeatherSourceHarness } from '../../contracts/fleet-data/weather-source-harness.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { currentBody, oneCallBody } from './openweather-bodies.js';
import { openWeatherSource } from './openweather-session.js';

const HOST = 'https://api.openweathermap.org';
const BASE = `${HOST}/data/2.5`;
const TOO_LATE_MS = 1500;

type Reply = readonly [status: number, body: string];

const FAILURES: Readonly<Record<VendorErrorKind, Reply>> = {
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
      close: async () => {
        nock.cleanAll();
        nock.abortPendingRequests();
      },
    };
  },
};

function serve(state: GivenWeatherVendor, counted: { weather: number; alerts: number }): void {
  const { failure } = state;
  const headers = failure?.retryAfter === undefined ? {} : { 'Retry-After': failure.retryAfter };
  nock(HOST).persist().get('/data/2.5/weather').optionally().query(true)
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply(() => {
      counted.weather += 1;
      return failure === undefined ? [200, JSON.stringify(currentBody(state))] : [...FAILURES[failure.kind], headers];
    });
  nock(HOST).persist().get('/data/3.0/onecall').optionally().query(true).reply(() => {
    counted.alerts += 1;
    return state.alertsFail === true ? FAILURES.credentials : [200, JSON.stringify(oneCallBody(state.weather.alerts))];
  });
}

describeWeatherSource('OpenWeather under nock', harness);
