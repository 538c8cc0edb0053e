import { expect } from 'chai';
import { WeatherIntegrationMissingError, WeatherUnavailableError } from '../../../src/domain/fleet-data/errors.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import { toTenantId } from '../../../src/domain/shared/identifiers.js';
import type { WeatherReport } from '../../../src/application/fleet-data/place-weather.js';
import { away } from '../../support/doubles/fleet-data/scripted-vendors.js';
import { someWeather } from '../../support/doubles/fleet-data/some-weather.js';
import { rejectionOf } from '../../support/rejection.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { at, FuelAndWeatherScene, MINUTE, TENANT } from './fuel-and-weather-scene.js';

describe('GetWeather', () => {
  let scene: FuelAndWeatherScene;
  beforeEach(() => { scene = new FuelAndWeatherScene(); });

  const read = (place: Coordinates = at(33.4484, -112.074)): Promise<WeatherReport> => scene.weather.execute(TENANT, place);

  it('no vendor connected: an error with the way to the vendors', async () => {
    expect(await rejectionOf(read())).to.be.instanceOf(WeatherIntegrationMissingError);
  });

  it('the report is of the place asked for; the vendor is asked to 0.01°', async () => {
    scene.weatherSources.connect('open');
    const value = someWeather({ city: 'Phoenix' });
    scene.weatherSources.script('open', { answer: value });
    const [account] = scene.weatherSources.accounts;
    expect(await read()).to.deep.equal({ place: at(33.4484, -112.074), value, account, ageSeconds: 0, cached: false, stale: false, error: undefined });
    expect(scene.weatherSources.requests.map(({ request }) => request)).to.deep.equal([at(33.45, -112.07)]);
    expect(scene.contacts.recorded).to.deep.equal(['open ok']);
  });

  it('is cached for 10 minutes, then fetched anew', async () => {
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
    await read();
    scene.clock.advance(10 * MINUTE - 1);
    expect(await read()).to.include({ cached: true, ageSeconds: 599.999 });
    scene.clock.advance(1);
    expect(await read()).to.include({ cached: false });
    expect(scene.weatherSources.requests).to.have.length(2);
  });

  it('is cached per tenant', async () => {
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
    await read();
    await scene.weather.execute(toTenantId('t2'), at(33.4484, -112.074));
    expect(scene.weatherSources.requests).to.have.length(2);
  });

  it('200 reads at once make one request', async () => {
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
    await Promise.all(Array.from({ length: 200 }, () => read()));
    expect(scene.weatherSources.requests).to.have.length(1);
  });

  it('after a failure the last weather is served with the reason, for 100 minutes, then there is none', async () => {
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
    await read();
    scene.weatherSources.script('open', away('open', { retryAfterMs: 7_000 }));
    scene.clock.advance(100 * MINUTE);
    expect(await read()).to.include({ cached: true, stale: true, ageSeconds: 6_000, error: 'open could not be reached.' });
    scene.clock.advance(7_001);
    const error = await rejectionOf(read());
    expect(error).to.be.instanceOf(WeatherUnavailableError).with.property('message', 'open could not be reached.');
    expect(error).to.have.nested.property('extras.retryAfterMs', 7_000);
  });

  it('the first that answers wins; a failure is recorded for the one that failed', async () => {
    scene.weatherSources.connect('one', 'two', 'three');
    scene.weatherSources.script('two', { answer: someWeather() });
    expect((await read()).account.dataSource).to.equal('two_weather');
    expect(scene.contacts.recorded).to.deep.equal(['one unavailable', 'two ok']);
    expect(scene.weatherSources.asked('three')).to.equal(0);
  });

  it('vendors that hang are each asked, and given up after 10 s together', async () => {
    scene.weatherSources.connect('one', 'two');
    for (const name of ['one', 'two']) scene.weatherSources.script(name, () => new Promise(() => undefined));
    const reading = rejectionOf(read());
    await scene.timer.advance(0);
    await scene.timer.advance(10_000);
    expect(await reading).to.be.instanceOf(WeatherUnavailableError).with.property('message').that.match(/^one did not answer in time.* two did not answer in time/);
    expect(scene.weatherSources.requests).to.have.length(2);
  });

  it('0, 0 is a place, and so are the edges of the map', async () => {
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
    for (const place of [at(0, 0), at(90, 180), at(-90, -180)]) expect((await read(place)).place).to.deep.equal(place);
    expect(scene.weatherSources.requests.map(({ request }) => request)).to.deep.equal([at(0, 0), at(90, -180), at(-90, -180)]);
  });
});

describe('GetRouteWeather', () => {
  let scene: FuelAndWeatherScene;
  beforeEach(() => {
    scene = new FuelAndWeatherScene();
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', (place) => {
      if (place.latitude < 0) throw new VendorError(away('open', { detail: `No weather at ${place.latitude}.`, retryAfterMs: 1_000 * -place.latitude }));
      return someWeather({ city: `City ${place.latitude}` });
    });
  });

  it('one per waypoint, in order, each its own or the reason there is none', async () => {
    const weather = await scene.routeWeather.execute(TENANT, [at(3, 0), at(-1, 0), at(1, 0)]);
    expect(weather.map((one) => (one.kind === 'report' ? one.report.value.city : one))).to.deep.equal([
      'City 3',
      { kind: 'unavailable', place: at(-1, 0), error: { message: 'No weather at -1.', retryAfterMs: 1_000 } },
      'City 1',
    ]);
  });

  it('a place passed twice is asked about once', async () => {
    await scene.routeWeather.execute(TENANT, [at(1, 1), at(2, 2), at(1.001, 1.001)]);
    expect(scene.weatherSources.requests).to.have.length(2);
  });

  it('no weather anywhere is an error with every reason once and the shortest wait', async () => {
    const error = await rejectionOf(scene.routeWeather.execute(TENANT, [at(-9, 0), at(-2, 0), at(-9, 0)]));
    expect(error).to.be.instanceOf(WeatherUnavailableError).with.property('message', 'No weather at -9. No weather at -2.');
    expect(error).to.have.nested.property('extras.retryAfterMs', 2_000);
  });

  it('no vendor connected is an error', async () => {
    scene.weatherSources.connect();
    expect(await rejectionOf(scene.routeWeather.execute(TENANT, [at(1, 1), at(2, 2)]))).to.be.instanceOf(WeatherIntegrationMissingError);
  });

  it('a fault of our own is thrown', async () => {
    const bug = new TypeError('a bug');
    scene.weatherSources.script('open', () => { throw bug; });
    expect(await rejectionOf(scene.routeWeather.execute(TENANT, [at(1, 1), at(2, 2)]))).to.equal(bug);
  });
});
