import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';
import { AheadClock, connectConditions, HastyTimer, requestsOf, SimulatedConditions } from './simulated-conditions.js';

const MINUTE = 60_000;
const PHOENIX = { latitude: 33.44, longitude: -112.19, name: 'Phoenix' };
const TUCSON = { latitude: 32.12, longitude: -110.86 };
const FLAGSTAFF = { latitude: 35.21, longitude: -111.58, name: 'Flagstaff' };

describe('Route briefings over HTTP', function () {
  onRealSockets();
  this.timeout(20_000);
  const clock = new AheadClock();
  const timer = new HastyTimer();
  let vendors: SimulatedConditions;
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    const settings = { ...vendors.settings, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', RETRY_MAX_ATTEMPTS: '1', CIRCUIT_FAILURE_THRESHOLD: '100', JWT_TTL_SECONDS: '86400' };
    service = await TestService.start(settings, (container) => {
      container.rebind(T.Clock).toConstantValue(clock);
      container.rebind(T.Timer).toConstantValue(timer);
    });
  });
  after(async () => {
    await service.stop();
    await vendors.stop();
  });
  beforeEach(async () => {
    timer.hasty = false;
    vendors.calm();
    vendorOf(service).faults.clear();
    // 5 hours of driving, 8 of the window, 40 of the cycle, 3 until the break.
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('D2', { word: 'napping' })]);
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
  });

  const brief = (change: Json = {}): Promise<Answer> =>
    service.ask('POST', '/api/v1/route-briefings', { as, body: { driver_id: 'D1', waypoints: [TUCSON, PHOENIX, FLAGSTAFF], ...change } });
  const kindsOf = ({ body }: Answer): readonly unknown[] => (body['warnings'] as readonly Json[]).map(({ kind }) => kind);

  /** Gives the id of the HOS integration. */
  async function connectAll(): Promise<string> {
    const id = await connectVendor(service, as);
    for (const driver of ['D1', 'D2']) await addDriver(driver, { integration_id: id, external_driver_id: driver });
    await connectConditions(service, as, 'OPENWEATHER');
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    return id;
  }

  async function addDriver(driverId: string, link: Json = {}): Promise<void> {
    const { status, text } = await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: driverId, name: driverId, ...link } });
    expect(status, text).to.equal(201);
  }

  it('all three sources: the driver’s hours as they are read alone, fuel per leg, weather per waypoint', async () => {
    await connectAll();
    const alone = await service.ask('GET', '/api/v1/drivers/D1/hos', { as });
    const answer = await brief();
    expect(answer.status, answer.text).to.equal(200);
    const { body } = answer;
    expect(body['sources']).to.deep.equal({ hos: 'ok', fuel: 'ok', weather: 'ok' });
    expect(body['driver']).to.include.keys(Object.keys(alone.body));
    expect(body['driver']).to.include({ driver_id: 'D1', duty_status: 'DRIVING' });
    // Tucson to Phoenix is 119 miles in a straight line, Phoenix to Flagstaff 127.
    expect(body['distance_miles']).to.be.within(285, 305);
    expect(body['estimated_drive_hours']).to.be.closeTo(Number(body['distance_miles']) / 55, 1e-3);
    expect(body).to.include({ feasible: 'no' });
    expect(kindsOf(answer)).to.include.members(['assumption', 'not_feasible', 'break_needed']);
    expect(body['break_needed_after_hours']).to.be.within(2.9, 3);
    const stops = body['fuel_stops'] as readonly Json[];
    expect(stops.map((stop) => [stop['leg'], stop['from'], stop['to'], stop['source']])).to.deep.equal([
      [1, { ...TUCSON, name: null }, PHOENIX, 'ok'],
      [2, PHOENIX, FLAGSTAFF, 'ok'],
    ]);
    for (const stop of stops) expect(stop['stations']).to.be.an('array').with.length.at.most(5);
    const weather = body['weather'] as readonly Json[];
    expect(weather.map((one) => one['data_source'])).to.deep.equal(['openweather', 'openweather', 'openweather']);
  });

  it('a short way is feasible, a faster truck shortens the hours', async () => {
    await connectAll();
    const answer = await brief({ waypoints: [TUCSON, PHOENIX], average_speed_mph: 80 });
    expect(answer.body).to.include({ feasible: 'yes', break_needed_after_hours: null });
    expect(answer.body['estimated_drive_hours']).to.be.below(2);
  });

  const stationAt = (id: string, place: Json): Json => ({ station_id: id, lat: place['latitude'], lon: place['longitude'], updated_at: new Date().toISOString(), diesel_price: 4 });

  interface Stop {
    readonly near: readonly Json[];
    readonly stations: readonly Json[];
  }

  async function firstStop(change: Json): Promise<Stop> {
    const { body, text } = await brief(change);
    const [stop] = body['fuel_stops'] as readonly Stop[];
    if (stop === undefined) throw new Error(`A briefing without a stop: ${text}`);
    return stop;
  }
  const idsOf = ({ stations }: Stop): readonly unknown[] => stations.map((one) => one['station_id']);

  it('stations come from the radius asked for around the places searched', async () => {
    await connectAll();
    const middle = { latitude: 33, longitude: -111 };
    vendors.finder.control.script([0, 20, 60].map((miles) => stationAt(String(miles), { ...middle, longitude: -111 + miles / 57.95 })));
    // 138 miles along a meridian.
    const waypoints = [{ latitude: 32, longitude: -111 }, { latitude: 34, longitude: -111 }];
    const wide = await firstStop({ waypoints, fuel_radius_miles: 100 });
    expect([wide.near, idsOf(wide)]).to.deep.equal([[middle], ['0', '20', '60']]);
    const closer = await firstStop({ waypoints, fuel_radius_miles: 30 });
    expect(closer.near).to.deep.equal([{ latitude: 32.33333, longitude: -111 }, middle, { latitude: 33.66667, longitude: -111 }]);
    expect(idsOf(closer)).to.deep.equal(['0', '20']);
    expect((await firstStop({ waypoints, fuel_radius_miles: 14 })).near).to.have.length(5);
  });

  it('on a leg of 200 miles a station a quarter of the way along is found, and one beside the middle', async () => {
    await connectAll();
    // A degree of a meridian is 69.09 miles.
    const [from, mile] = [32, 1 / 69.0934];
    const at = (milesNorth: number, degreesEast = 0): Json => ({ latitude: from + milesNorth * mile, longitude: -111 + degreesEast });
    vendors.finder.control.script([stationAt('beside', at(100, 0.1)), stationAt('quarter', at(50)), stationAt('far', at(100, 1))]);
    const stop = await firstStop({ waypoints: [at(0), at(201)] });
    expect(stop.near).to.have.length(5);
    expect(idsOf(stop)).to.deep.equal(['beside', 'quarter']);
    expect(stop.stations[0]?.['distance_miles']).to.be.closeTo(5.8, 0.2);
    expect(stop.stations[1]?.['distance_miles']).to.be.closeTo(10.3, 0.2);
    expect(stop.stations[0]).to.include({ data_source: 'fuelfinder_fuel', price_kind: 'station', cached: false, stale: false });
  });

  it('an UNKNOWN duty status: unknown, and what is not known', async () => {
    await connectAll();
    const answer = await brief({ driver_id: 'D2' });
    expect(answer.body).to.include({ feasible: 'unknown', break_needed_after_hours: null });
    expect(answer.body['sources']).to.include({ hos: 'ok' });
    expect(kindsOf(answer)).to.include('hours_unknown');
  });

  it('nothing connected: a briefing all the same', async () => {
    await addDriver('D1');
    const answer = await brief();
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.body).to.deep.include({ driver: null, feasible: 'unknown', sources: { hos: 'not_configured', fuel: 'not_configured', weather: 'not_configured' } });
    expect(kindsOf(answer)).to.deep.equal(['assumption', 'hours_unknown', 'hos_not_configured', 'fuel_not_configured', 'weather_not_configured']);
    expect(answer.body['fuel_stops']).to.have.length(2);
    expect(answer.body['weather']).to.have.length(3);
  });

  it('all vendors down: unavailable at first, stale once something is known', async () => {
    await connectAll();
    const down = (): void => {
      vendorOf(service).faults.set({ kind: 'server-error', status: 503 });
      vendors.weather.faults.set({ kind: 'server-error', status: 503 });
      vendors.finder.faults.set({ kind: 'server-error', status: 503 });
    };
    down();
    const first = await brief();
    expect(first.status, first.text).to.equal(200);
    expect(first.body).to.deep.include({ driver: null, feasible: 'unknown', sources: { hos: 'unavailable', fuel: 'unavailable', weather: 'unavailable' } });
    expect(kindsOf(first)).to.include.members(['hos_unavailable', 'fuel_unavailable', 'weather_unavailable']);
    vendors.calm();
    vendorOf(service).faults.clear();
    expect((await brief()).body['sources']).to.deep.equal({ hos: 'ok', fuel: 'ok', weather: 'ok' });
    clock.aheadMs += 20 * MINUTE;
    down();
    const later = await brief({ waypoints: [TUCSON, PHOENIX] });
    expect(later.body['sources']).to.deep.equal({ hos: 'stale', fuel: 'stale', weather: 'stale' });
    expect(later.body['driver']).to.include({ stale: true });
    expect(kindsOf(later)).to.include.members(['hos_stale', 'fuel_stale', 'weather_stale']);
  });

  describe('vendors that hang', () => {
    const SLOW = / did not answer in .*10 s.* It goes on being asked; try again in a moment\.$/;

    beforeEach(async () => {
      await connectAll();
      await connectConditions(service, as, 'EIA_FUEL');
      for (const { faults } of [vendorOf(service), vendors.weather, vendors.finder, vendors.eia]) faults.set({ kind: 'hang' });
      timer.hasty = true;
    });

    it('each source of a briefing says that it is unavailable, and why', async () => {
      const answer = await brief();
      expect(answer.status, answer.text).to.equal(200);
      expect(answer.body).to.deep.include({ driver: null, feasible: 'unknown', sources: { hos: 'unavailable', fuel: 'unavailable', weather: 'unavailable' } });
      const unavailable = (answer.body['warnings'] as readonly Json[]).filter(({ text }) => SLOW.test(String(text)));
      expect(unavailable.map(({ kind }) => kind)).to.deep.equal(['hos_unavailable', 'fuel_unavailable', 'weather_unavailable']);
    });

    it('weather along a route and fuel stations are 503 with the reason', async () => {
      const weather = await service.ask('POST', '/api/v1/weather/route', { as, body: { waypoints: [{ latitude: 5, longitude: 5 }, { latitude: 6, longitude: 6 }] } });
      expect([weather.status, weather.body['code']], weather.text).to.deep.equal([503, 'weather-unavailable']);
      const fuel = await service.ask('GET', '/api/v1/fuel-stations?latitude=5&longitude=5', { as });
      expect([fuel.status, fuel.body['code']], fuel.text).to.deep.equal([503, 'fuel-unavailable']);
      for (const { body } of [weather, fuel]) expect(body['detail']).to.match(SLOW);
    });

    it('one that is known to work is served though the one before it hangs', async () => {
      const find = (): Promise<Answer> => service.ask('GET', '/api/v1/fuel-stations?latitude=33.4&longitude=-112', { as });
      timer.hasty = false;
      vendors.eia.faults.clear();
      vendors.finder.faults.clear();
      vendors.finder.faults.next({ kind: 'server-error', status: 500 });
      await find();
      vendors.finder.faults.set({ kind: 'hang' });
      timer.hasty = true;
      const { items, text } = await find();
      expect(items[0], text).to.include({ data_source: 'eia_fuel', price_kind: 'regional_average', cached: true });
      // The vendor client gives up after 10 s on its own.
    }).timeout(5_000);
  });

  it('bad weather is told with its waypoint', async () => {
    await connectAll();
    vendors.weather.control.script({ weather: { weather: [{ id: 781, main: 'Tornado', description: 'tornado' }], main: { temp: 60 }, wind: { speed: 60 }, dt: Math.floor(Date.now() / 1000), name: 'X', id: 1, cod: 200 } });
    const { body } = await brief();
    const texts = (body['warnings'] as readonly Json[]).filter(({ kind }) => kind === 'tornado').map(({ text }) => String(text).split(':')[0]);
    expect(texts).to.deep.equal(['Waypoint 1', 'Waypoint 2 (Phoenix)', 'Waypoint 3 (Flagstaff)']);
  });

  it('25 waypoints between two places ask each vendor once per place', async () => {
    await connectAll();
    const [fuel, weather] = [requestsOf(vendors.finder), requestsOf(vendors.weather)];
    const { body } = await brief({ waypoints: Array.from({ length: 25 }, (_, index) => (index % 2 === 0 ? TUCSON : PHOENIX)) });
    expect(body['fuel_stops']).to.have.length(24);
    expect([requestsOf(vendors.finder) - fuel, requestsOf(vendors.weather) - weather]).to.deep.equal([1, 2]);
  });

  it('an override is judged like any hours', async () => {
    const id = await connectAll();
    const override = { hours_driven: 11, on_duty_time: 13, hours_since_break: 1, duty_status: 'DRIVING', reason: 'Paper log' };
    // The rules the driver is under come with a sync.
    await service.ask('POST', `/api/v1/integrations/${id}/sync`, { as });
    await service.ask('PUT', '/api/v1/drivers/D1/hos/override', { as, body: override });
    const { body } = await brief();
    expect(body['driver']).to.include({ data_source: 'manual_override' });
    expect(body).to.include({ feasible: 'no' });
  });

  it('an unknown driver is 404, another tenant’s too, and a DRIVER may not', async () => {
    await addDriver('D1');
    const { status, body } = await brief({ driver_id: 'NOBODY' });
    expect([status, body['code']]).to.deep.equal([404, 'driver-not-found']);
    const other = await service.addPerson(await service.addTenant(), 'ADMIN');
    expect((await service.ask('POST', '/api/v1/route-briefings', { as: other, body: { driver_id: 'D1', waypoints: [TUCSON, PHOENIX] } })).status).to.equal(404);
    as = await service.addPerson(as.tenantId, 'DRIVER', 'D1');
    expect((await brief()).body).to.include({ status: 403, code: 'forbidden' });
  });

  const ODD: readonly (readonly [what: string, change: Json])[] = [
    ['no driver', { driver_id: undefined }], ['a number as driver', { driver_id: 1 }], ['a blank driver', { driver_id: ' ' }], ['no waypoints', { waypoints: undefined }], ['one waypoint', { waypoints: [TUCSON] }],
    ['26 waypoints', { waypoints: Array.from({ length: 26 }, () => TUCSON) }], ['91 degrees', { waypoints: [TUCSON, { latitude: 91, longitude: 0 }] }], ['a text as degrees', { waypoints: [TUCSON, { latitude: '1', longitude: 0 }] }],
    ['an unknown field', { speed: 55 }], ['an unknown field of a waypoint', { waypoints: [TUCSON, { ...PHOENIX, zip: '1' }] }], ['a blank name', { waypoints: [TUCSON, { ...PHOENIX, name: ' ' }] }],
    ['a name of 201 characters', { waypoints: [TUCSON, { ...PHOENIX, name: 'x'.repeat(201) }] }], ['4.9 mph', { average_speed_mph: 4.9 }], ['81 mph', { average_speed_mph: 81 }], ['null mph', { average_speed_mph: null }],
    ['half a mile of radius', { fuel_radius_miles: 0.5 }], ['101 miles of radius', { fuel_radius_miles: 101 }], ['a text as radius', { fuel_radius_miles: '25' }],
  ];
  for (const [what, change] of ODD) {
    it(`${what}: 400`, async () => {
      const { status, body } = await brief(change);
      expect([status, body['code']]).to.deep.equal([400, 'validation-failed']);
    });
  }
});
