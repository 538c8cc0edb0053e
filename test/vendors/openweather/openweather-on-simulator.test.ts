import { describeWeatherSource } from '../../contracts/fleet-data/weather-source.contract.js';
import type { GivenWeatherVendor, OpenWeatherSource, WeatherSourceHarness } from '../../contracts/fleet-data/weather-source-harness.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { startOpenWeatherSimulator, type OpenWeatherSimulator } from '../../../src/infrastructure/simulators/openweather/openweather-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { currentBody, oneCallBody } from './openweather-bodies.js';
import { openWeatherSource } from './openweather-session.js';

const CURRENT = '/data/2.5/weather';
const ONE_CALL = '/data/3.0/onecall';

const FAULTS: Readonly<Record<VendorErrorKind, Fault>> = {
  credentials: { kind: 'unauthorized' },
  'rate-limited': { kind: 'server-error', status: 429 },
  unavailable: { kind: 'server-error', status: 503 },
  timeout: { kind: 'hang' },
  rejected: { kind: 'server-error', status: 404 },
  malformed: { kind: 'html' },
};

/** The adapter against the simulator, over real sockets. */
const harness: WeatherSourceHarness = {
  overRealSockets: true,
  async open(): Promise<OpenWeatherSource> {
    const simulator = await startOpenWeatherSimulator();
    let before: Readonly<Record<string, number>> = {};
    const since = (route: string): number => (simulator.stats()[route] ?? 0) - (before[route] ?? 0);
    return {
      source: openWeatherSource({ baseUrl: `${simulator.url}/data/2.5`, alerts: true }),
      withoutAlerts: openWeatherSource({ baseUrl: simulator.url, alerts: 'false' }),
      given: async (state) => {
        before = simulator.stats();
        stage(simulator, state);
      },
      requests: () => ({ weather: since(CURRENT), alerts: since(ONE_CALL) }),
      close: () => simulator.stop(),
    };
  },
};

function stage({ control, faults }: OpenWeatherSimulator, state: GivenWeatherVendor): void {
  control.script({ weather: currentBody(state), oneCall: state.alertsFail === true ? 'not-subscribed' : oneCallBody(state.weather.alerts) });
  faults.clear();
  const { failure } = state;
  if (failure === undefined) return;
  const retryAfter = failure.retryAfter === undefined ? {} : { retryAfter: failure.retryAfter };
  faults.set({ ...FAULTS[failure.kind], ...retryAfter, path: CURRENT });
}

describeWeatherSource('OpenWeather on its simulator', harness);
