import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { AheadClock, connectConditions, requestsOf, SimulatedConditions } from './simulated-conditions.js';

const MINUTE = 60_000;
/** Degrees of latitude that are a mile. */
const MILE = 1 / 69.0934;

describe('Fuel prices over HTTP', function () {
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

  const find = (query = 'latitude=33.4484&longitude=-112.074'): Promise<Answer> => service.ask('GET', `/api/v1/fuel-stations?${query}`, { as });
  const updated = (): string => new Date(Date.now() - MINUTE).toISOString();
  const station = (id: string, milesNorth: number, change: Json = {}): Json => ({
    station_id: id, name: `Stop ${id}`, lat: 10 + milesNorth * MILE, lon: 20, diesel_price: 3.9, updated_at: updated(), ...change,
  });
  const idsOf = ({ items }: Answer): readonly unknown[] => items.map((item) => item['station_id']);

  it('no vendor connected: 409 with the way to the vendors', async () => {
    const { status, body } = await find();
    expect(status).to.equal(409);
    expect(body).to.include({ code: 'fuel-integration-missing', link: '/api/v1/integrations/vendors' });
  });

  it('the whole row, from what the vendor said', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    const setAt = updated();
    vendors.finder.control.script([{
      station_id: 'FF-1', name: 'Big Stop', brand: 'Big', address: '1 Road', city: 'Town', state: 'AZ', zip: '00501', lat: 10 + 3 * MILE, lon: 20,
      regular_price: '3.100', diesel_price: '3.8990', distance: 2, amenities: ['showers', 'scales'], updated_at: setAt,
    }]);
    const { status, items, text } = await find('latitude=10&longitude=20');
    expect(status, text).to.equal(200);
    expect(items).to.deep.equal([{
      station_id: 'FF-1', name: 'Big Stop', brand: 'Big', address: '1 Road', city: 'Town', state: 'AZ', zip: '00501', latitude: 10 + 3 * MILE, longitude: 20,
      price_per_gallon: '3.100', diesel_price: '3.8990', currency: 'USD', distance_miles: 3, amenities: ['showers', 'scales'], last_updated: setAt,
      data_source: 'fuelfinder_fuel', price_kind: 'station', cached: false, cache_age_seconds: 0, stale: false,
    }]);
  });

  it('by default 10 stations inside 25 miles, nearest first; otherwise as many and as far as asked', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    vendors.finder.control.script(Array.from({ length: 30 }, (_, index) => station(String(29 - index), 0.999 * (29 - index))));
    expect(idsOf(await find('latitude=10&longitude=20'))).to.deep.equal(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect((await find('latitude=10&longitude=20&max_results=50')).items).to.have.length(26);
    expect((await find('latitude=10&longitude=20&max_results=50&radius_miles=5.5')).items).to.have.length(6);
    expect((await find('latitude=10&longitude=20&max_results=1&radius_miles=100')).items).to.have.length(1);
  });

  it('two callers of one square of the grid make one request and get their own distances', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    vendors.finder.control.script([station('south', 0), station('north', 0.5)]);
    const before = requestsOf(vendors.finder);
    const [low, high] = [await find('latitude=9.997&longitude=20'), await find('latitude=10.0045&longitude=20')];
    expect([idsOf(low), idsOf(high)]).to.deep.equal([['south', 'north'], ['north', 'south']]);
    expect(low.items.map((item) => item['distance_miles'])).to.deep.equal([0.21, 0.71]);
    expect(high.items.every((item) => item['cached'] === true)).to.equal(true);
    expect(requestsOf(vendors.finder)).to.equal(before + 1);
  });

  it('the living markets of all vendors: HERE first, and EIA where there are no stations', async () => {
    for (const vendor of ['EIA_FUEL', 'FUELFINDER_FUEL', 'HERE_FUEL'] as const) await connectConditions(service, as, vendor);
    const phoenix = await find();
    expect(phoenix.items, phoenix.text).to.have.length.greaterThan(0);
    expect(new Set(phoenix.items.map((item) => item['data_source']))).to.deep.equal(new Set(['here_fuel']));
    const nowhere = await find('latitude=38.5&longitude=-116.5&radius_miles=1');
    expect(nowhere.items, nowhere.text).to.have.length(1);
    expect(nowhere.items[0]).to.include({ data_source: 'eia_fuel', price_kind: 'regional_average', latitude: null, longitude: null, distance_miles: null });
    expect(nowhere.items[0]?.['diesel_price']).to.match(/^\d\.\d+$/);
  });

  it('when the first fails the next is asked, and the failure is recorded', async () => {
    const here = await connectConditions(service, as, 'HERE_FUEL');
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    vendors.here.faults.set({ kind: 'server-error', status: 500 });
    const { items, text } = await find();
    expect(items[0], text).to.include({ data_source: 'fuelfinder_fuel', stale: false });
    expect((await service.ask('GET', `/api/v1/integrations/${here}`, { as })).body).to.include({ status: 'ERROR' });
  });

  it('no station anywhere near is an empty list', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    for (const query of ['latitude=0&longitude=0', 'latitude=-90&longitude=180', 'latitude=90&longitude=-180']) {
      const { status, text } = await find(query);
      expect([status, text]).to.deep.equal([200, '[]']);
    }
  });

  it('after a failure the last prices, stale and with their age, until there is nothing: 503 with the reason', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    vendors.finder.control.script([station('A', 1)]);
    await find('latitude=10&longitude=20');
    clock.aheadMs += 16 * MINUTE;
    vendors.finder.faults.set({ kind: 'server-error', status: 500 });
    const { status, items } = await find('latitude=10&longitude=20');
    expect(status).to.equal(200);
    expect(items[0]).to.include({ station_id: 'A', cached: true, stale: true });
    expect(items[0]?.['cache_age_seconds']).to.be.within(960, 970);
    clock.aheadMs += 150 * MINUTE;
    const gone = await find('latitude=10&longitude=20');
    expect([gone.status, gone.body['code']]).to.deep.equal([503, 'fuel-unavailable']);
    expect(gone.body['detail']).to.match(/Fuel Finder has a problem on its side/);
    expect(Number(gone.headers.get('Retry-After'))).to.be.greaterThan(0);
  });

  it('200 searches at once make one request', async () => {
    await connectConditions(service, as, 'FUELFINDER_FUEL');
    const before = requestsOf(vendors.finder);
    const answers = await Promise.all(Array.from({ length: 200 }, () => find()));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
    expect(requestsOf(vendors.finder)).to.equal(before + 1);
  });

  const ODD = ['', 'latitude=1', 'latitude=91&longitude=0', 'latitude=0&longitude=-180.5', 'latitude=&longitude=', 'latitude=1e1&longitude=0', 'latitude=NaN&longitude=0',
    ...['radius_miles=0', 'radius_miles=0.9', 'radius_miles=100.1', 'radius_miles=', 'radius_miles=1e1', 'radius_miles=-5', 'radius_miles=5&radius_miles=6',
      'max_results=0', 'max_results=51', 'max_results=1.5', 'max_results=', 'max_results=1e1', 'max_results=all', 'limit=10'].map((odd) => `latitude=0&longitude=0&${odd}`)];
  for (const query of ODD) {
    it(`?${query} is refused`, async () => {
      const { status, body } = await find(query);
      expect([status, body['code']]).to.deep.equal([400, 'validation-failed']);
    });
  }
});
