import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { AheadClock, connectConditions, requestsOf, SimulatedConditions } from './simulated-conditions.js';

const MINUTE = 60_000;
const PHOENIX = 'latitude=33.4484&longitude=-112.074';

/** Freezing rain in the evening, as OpenWeather says it. */
const SCRIPTED = {
  coord: { lon: -112.07, lat: 33.45 },
  weather: [{ id: 511, main: 'Rain', description: 'freezing rain', icon: '13n' }, { id: 701, main: 'Mist', description: 'mist', icon: '50n' }],
  main: { temp: 0, feels_like: -7.5, humidity: 96, pressure: 1009 },
  visibility: 1609,
  wind: { speed: 12.5, deg: 0, gust: 20 },
  rain: { '1h': 2.54 },
  dt: 1_767_225_600,
  timezone: -25_200,
  id: 5_308_655,
  name: 'Phoenix',
  cod: 200,
};

describe('Weather over HTTP', function () {
  onRealSockets();
  this.timeout(20_000);
  const clock = new AheadClock();
  let vendors: SimulatedConditions;
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    const settings = { ...vendors.settings, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', RETRY_MAX_ATTEMPTS: '1', CIRCUIT_FAILURE_THRESHOLD: '100', JWT_TTL_SECONDS: '86400' };
    service = await TestService.start(settings, (container) => void container.rebind(T.Clock).toConstantValue(clock));
  });
  after(async () => {
    await service.stop();
    await vendors.stop();
  });
  beforeEach(async () => {
    vendors.calm();
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
  });

  const read = (query = PHOENIX): Promise<Answer> => service.ask('GET', `/api/v1/weather?${query}`, { as });
  const along = (waypoints: unknown): Promise<Answer> => service.ask('POST', '/api/v1/weather/route', { as, body: { waypoints } });

  it('no vendor connected: 409 with the way to the vendors, for a place and for a route', async () => {
    for (const answer of [await read(), await along([{ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 1 }])]) {
      expect(answer.status).to.equal(409);
      expect(answer.body).to.include({ code: 'weather-integration-missing', link: '/api/v1/integrations/vendors' });
    }
  });

  it('the whole body, from what the vendor said', async () => {
    await connectConditions(service, as, 'OPENWEATHER');
    vendors.weather.control.script({ weather: { ...SCRIPTED, dt: Math.floor(Date.now() / 1000) - 60 } });
    const { status, body, text } = await read();
    expect(status, text).to.equal(200);
    expect(body).to.deep.include({
      location: { latitude: 33.4484, longitude: -112.074, city: 'Phoenix' },
      current: {
        temperature_f: 0,
        feels_like_f: -7.5,
        conditions: ['freezing rain', 'mist'],
        wind_speed_mph: 12.5,
        wind_gust_mph: 20,
        wind_direction: 0,
        visibility_miles: 1,
        humidity_percent: 96,
        precipitation_inches: 0.1,
      },
      road_conditions: 'ICE',
      data_source: 'openweather',
      cached: false,
      cache_age_seconds: 0,
      stale: false,
    });
    expect(body['warnings']).to.be.an('array').with.nested.property('[0].kind', 'ice');
    expect(Date.now() - Date.parse(String(body['last_updated']))).to.be.within(59_000, 90_000);
    expect(body).to.not.have.property('error');
  });

  it('is cached for 10 minutes per place of the grid; the second integration health shows that it was reached', async () => {
    const id = await connectConditions(service, as, 'OPENWEATHER');
    const before = requestsOf(vendors.weather);
    await read();
    expect((await read('latitude=33.4501&longitude=-112.0699')).body).to.deep.include({ cached: true, stale: false });
    expect((await read('latitude=33.4501&longitude=-112.0699')).body['location']).to.deep.include({ latitude: 33.4501, longitude: -112.0699 });
    expect(requestsOf(vendors.weather)).to.equal(before + 1);
    clock.aheadMs += 10 * MINUTE;
    expect((await read()).body).to.include({ cached: false, cache_age_seconds: 0 });
    expect(requestsOf(vendors.weather)).to.equal(before + 2);
    expect((await service.ask('GET', `/api/v1/integrations/${id}`, { as })).body).to.include({ status: 'ACTIVE' });
  });

  it('200 reads at once make one request', async () => {
    await connectConditions(service, as, 'OPENWEATHER');
    const before = requestsOf(vendors.weather);
    const answers = await Promise.all(Array.from({ length: 200 }, () => read()));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    expect(requestsOf(vendors.weather)).to.equal(before + 1);
  });

  it('what one tenant read is not served to another', async () => {
    await connectConditions(service, as, 'OPENWEATHER');
    await read();
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    await connectConditions(service, as, 'OPENWEATHER');
    expect((await read()).body).to.include({ cached: false });
  });

  it('after a failure the last weather, stale, with its age and the reason; the failure is recorded', async () => {
    const id = await connectConditions(service, as, 'OPENWEATHER');
    const first = await read();
    clock.aheadMs += 11 * MINUTE;
    vendors.weather.faults.set({ kind: 'server-error', status: 503 });
    const { status, body } = await read();
    expect(status).to.equal(200);
    expect(body).to.include({ cached: true, stale: true });
    expect(body['cache_age_seconds']).to.be.within(660, 670);
    expect(body['error']).to.match(/OpenWeather has a problem on its side \(status 503\)/);
    expect(body['current']).to.deep.equal(first.body['current']);
    expect((await service.ask('GET', `/api/v1/integrations/${id}`, { as })).body).to.include({ status: 'ERROR' });
  });

  it('a slow vendor is waited for 2 s while something is stored', async () => {
    await connectConditions(service, as, 'OPENWEATHER');
    await read();
    clock.aheadMs += 11 * MINUTE;
    vendors.weather.faults.next({ kind: 'slow', delayMs: 3_000 });
    const startedAt = performance.now();
    expect((await read()).body).to.include({ cached: true, stale: true });
    expect(performance.now() - startedAt).to.be.within(1_900, 2_900);
  });

  it('a failure with nothing stored is 503 with the reason, and Retry-After as the vendor says', async () => {
    await connectConditions(service, as, 'OPENWEATHER');
    vendors.weather.faults.next({ kind: 'rate-limited', retryAfter: '77' });
    const busy = await read();
    expect([busy.status, busy.body['code'], busy.headers.get('Retry-After')]).to.deep.equal([503, 'weather-unavailable', '77']);
    vendors.weather.faults.set({ kind: 'garbage' });
    const garbage = await read('latitude=1&longitude=1');
    expect([garbage.status, garbage.body['code']]).to.deep.equal([503, 'weather-unavailable']);
    expect(garbage.body['detail']).to.match(/OpenWeather/);
  });

  it('a rejected key: 503 that says what to do, and an incident', async () => {
    await connectConditions(service, as, 'OPENWEATHER', 'revoked-key-0123');
    const { status, body, text } = await read();
    expect([status, body['code']]).to.deep.equal([503, 'weather-unavailable']);
    expect(body['detail']).to.match(/OpenWeather rejected the API key/);
    expect(text).to.not.contain('revoked');
    expect((await service.ask('GET', '/api/v1/alerts?status=open', { as })).items).to.have.length(1);
  });

  for (const place of ['latitude=0&longitude=0', 'latitude=-0&longitude=0.0', 'latitude=90&longitude=180', 'latitude=-90.0&longitude=-180', 'latitude=33.44838372934871234&longitude=-112.0740373']) {
    it(`${place} is a place`, async () => {
      await connectConditions(service, as, 'OPENWEATHER');
      const { status, text } = await read(place);
      expect(status, text).to.equal(200);
    });
  }

  const ODD = ['', 'latitude=1', 'longitude=1', 'latitude=90.0001&longitude=0', 'latitude=0&longitude=180.0001', 'latitude=0&longitude=-181', 'latitude=&longitude=0', 'latitude=%20&longitude=0',
    'latitude=NaN&longitude=0', 'latitude=Infinity&longitude=0', 'latitude=1e1&longitude=0', 'latitude=0x10&longitude=0', 'latitude=%201&longitude=0', 'latitude=1,5&longitude=0',
    'latitude=1&latitude=2&longitude=0', 'latitude[]=1&longitude=0', 'latitude=null&longitude=0', 'latitude=%00&longitude=0', 'latitude=1&longitude=1&units=metric', `latitude=${'9'.repeat(500)}&longitude=0`];
  for (const query of ODD) {
    it(`?${query.slice(0, 60)} is refused`, async () => {
      const { status, body } = await read(query);
      expect([status, body['code']]).to.deep.equal([400, 'validation-failed']);
    });
  }

  describe('along a route', () => {
    const HERE = { latitude: 33.45, longitude: -112.07 };
    const THERE = { latitude: 0, longitude: 0 };

    it('one per waypoint, in order; the same place twice is asked about once', async () => {
      await connectConditions(service, as, 'OPENWEATHER');
      const before = requestsOf(vendors.weather);
      const { status, items, text } = await along([HERE, THERE, HERE]);
      expect(status, text).to.equal(200);
      expect(items.map((item) => (item['location'] as Record<string, unknown>)['latitude'])).to.deep.equal([33.45, 0, 33.45]);
      expect(requestsOf(vendors.weather)).to.equal(before + 2);
    });

    it('a waypoint whose weather cannot be had has nothing but the reason', async () => {
      await connectConditions(service, as, 'OPENWEATHER');
      await service.ask('GET', '/api/v1/weather?latitude=33.45&longitude=-112.07', { as });
      vendors.weather.faults.set({ kind: 'server-error', status: 500 });
      const { status, items } = await along([HERE, THERE]);
      expect(status).to.equal(200);
      expect(items[0]).to.include({ cached: true, stale: false, data_source: 'openweather' });
      expect(items[1]).to.deep.include({
        location: { ...THERE, city: null }, current: null, road_conditions: null, warnings: [], last_updated: null, data_source: null, cached: false, cache_age_seconds: null,
      });
      expect(items[1]?.['error']).to.match(/OpenWeather has a problem/);
    });

    it('when none can be had: 503', async () => {
      await connectConditions(service, as, 'OPENWEATHER');
      vendors.weather.faults.set({ kind: 'server-error', status: 500 });
      const { status, body } = await along([HERE, THERE]);
      expect([status, body['code']]).to.deep.equal([503, 'weather-unavailable']);
    });

    const BODIES: readonly (readonly [what: string, waypoints: unknown])[] = [
      ['no waypoints', undefined], ['one waypoint', [HERE]], ['26 waypoints', Array.from({ length: 26 }, () => HERE)], ['a text for a number', [HERE, { latitude: '1', longitude: 1 }]],
      ['null', [HERE, { latitude: null, longitude: 1 }]], ['a missing longitude', [HERE, { latitude: 1 }]], ['a name', [HERE, { ...THERE, name: 'x' }]], ['91 degrees', [HERE, { latitude: 91, longitude: 1 }]],
      ['an object', { 0: HERE, 1: THERE }], ['a hole', [HERE, null]],
    ];
    for (const [what, waypoints] of BODIES) {
      it(`${what}: 400`, async () => {
        const { status, body } = await along(waypoints);
        expect([status, body['code']]).to.deep.equal([400, 'validation-failed']);
      });
    }

    it('1e400 degrees: 400', async () => {
      const body = '{"waypoints":[{"latitude":1e400,"longitude":0},{"latitude":0,"longitude":0}]}';
      expect((await service.ask('POST', '/api/v1/weather/route', { as, body })).status).to.equal(400);
    });
  });
});
