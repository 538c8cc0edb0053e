import { expect } from 'chai';
import { startOpenWeatherSimulator, type OpenWeatherSimulator } from '../../../src/infrastructure/simulators/openweather/openweather-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition } from '../../../src/infrastructure/vendors/openweather/definition.js';
import { OpenWeatherSource } from '../../../src/infrastructure/vendors/openweather/openweather-source.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../run-connection-test.js';
import { openWeatherSession } from './openweather-session.js';

describe('OpenWeather connection test', () => {
  onRealSockets();

  let simulator: OpenWeatherSimulator;

  before(async () => {
    simulator = await startOpenWeatherSimulator();
  });

  afterEach(() => simulator.faults.clear());
  after(() => simulator.stop());

  function test(apiKey: string, alerts = false): Promise<Tested> {
    return runConnectionTest(definition, openWeatherSession({ baseUrl: `${simulator.url}/data/2.5`, apiKey, alerts }));
  }

  it('passes with a key, and asks for alerts only when they are wanted', async () => {
    for (const [apiKey, alerts, names] of [['good', false, ['authentication']], ['good-onecall', true, ['authentication', 'alerts']]] as const) {
      expectPassed(await test(apiKey, alerts), names);
    }
    expect(simulator.stats()).to.deep.equal({ '/data/2.5/weather': 2, '/data/3.0/onecall': 1 });
  });

  it('says that a new key takes up to 2 hours', async () => {
    expectFailedAt('authentication', await test('revoked-key'), 'credentials', 'up to 2 hours');
  });

  it('names the subscription that alerts need', async () => {
    expectFailedAt('alerts', await test('good', true), 'credentials', 'separate subscription ("One Call by Call")');
  });

  it('asks to enter an unusable key again', async () => {
    expectFailedAt('authentication', await test('two words'), 'credentials', 'enter the key again');
  });

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test('good');
  };

  itAdvises('authentication', [
    [{ kind: 'html' }, 'malformed', 'OPENWEATHER_API_URL'],
    [{ kind: 'garbage' }, 'malformed', 'does not answer like OpenWeather'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'HTTP 404'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', '60 requests a minute'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ], testWith);

  it('does not take any JSON for OpenWeather', async () => {
    simulator.control.script({ weather: { status: 'fine' } });
    expectFailedAt('authentication', await test('good'), 'malformed', 'does not answer like OpenWeather');
    simulator.control.restore();
  });
});

describe('OpenWeather definition', () => {
  const mend = (url: string): unknown => definition.baseUrl.mend?.(url);

  for (const url of ['https://api.openweathermap.org/data/2.5', 'https://api.openweathermap.org/data/2.5/', 'https://api.openweathermap.org']) {
    it(`takes ${url} as it is written in manuals, without a word`, () => {
      expect(mend(url)).to.deep.equal({ url: 'https://api.openweathermap.org' });
    });
  }

  it('drops another version and says so', () => {
    for (const version of ['3.0', '4.0', '3']) {
      const mended = definition.baseUrl.mend?.(`https://api.openweathermap.org/data/${version}`);
      expect(mended?.url).to.equal('https://api.openweathermap.org');
      expect(mended?.warning).to.contain('/data/2.5');
    }
  });

  it('leaves other paths alone', () => {
    for (const url of ['https://proxy.example/ow', 'http://127.0.0.1:9/', 'https://proxy.example/data/2.5/more']) expect(mend(url)).to.deep.equal({ url });
  });

  it('asks for a key and optionally for alerts, within the free plan', () => {
    const { credentialFields, configFields, integrationType, contract } = definition.description;
    expect(credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['apiKey', 'password', true]]);
    expect(configFields.map(({ name, type, required, options }) => [name, type, required, options])).to.deep.equal([['alerts', 'text', false, ['true', 'false']]]);
    expect([integrationType, contract]).to.deep.equal(['WEATHER', 'documented']);
    expect(definition.rate).to.deep.equal({ permits: 60, windowMs: 60_000 });
    expect(definition.baseUrl).to.deep.include({ setting: 'OPENWEATHER_API_URL', default: 'https://api.openweathermap.org/data/2.5' });
    expect(definition.weatherSource?.(openWeatherSession({ baseUrl: 'http://127.0.0.1:9' }))).to.be.instanceOf(OpenWeatherSource);
  });
});
