import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { startTruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import type { TruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { PROBLEMS } from '../../src/interfaces/http/problem-table.js';
import type { Route } from '../../src/interfaces/http/route.js';
import { allRoutes } from '../../src/routes.js';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { connectVendor } from './scripted-drivers.js';
import { connectConditions, SimulatedConditions } from './simulated-conditions.js';
import { storeLoads } from './stored-loads.js';

const REQUESTS = 1000;
const unit = 'binary';
/** What a vendor’s rate limit may lead to. */
const AWAY = ['loads-unavailable', 'fuel-unavailable', 'weather-unavailable'];

const anything = fc.oneof(
  fc.constantFrom('D1', '••••', '2026-02-30T00:00:00Z', randomUUID(), true, 0, -0, 1e308, 60, null),
  fc.dictionary(fc.constantFrom('apiKey', 'webhookSecret', 'default_ruleset', 'toString'), fc.jsonValue({ stringUnit: unit, maxDepth: 1 }), { maxKeys: 3 }),
  fc.jsonValue({ stringUnit: unit, maxDepth: 4 }),
);
const WAYPOINTS = [{ latitude: 0, longitude: 0 }, { latitude: 33.45, longitude: -112.07 }];
/** What callers really send in a field, so that many requests get past the first check. */
const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  email: ['a@example.com', 'b@example.com'],
  password: ['long enough!'],
  new: ['long enough!'],
  role: ['DRIVER', 'ADMIN', 'SUPER_ADMIN'],
  permissions: [[], ['Read']],
  vendor: ['MOCK_SAMSARA', 'OPENWEATHER', 'MCLEOD_TMS', 'NOBODY'],
  integration_type: ['HOS_ELD', 'TMS', 'WEATHER'],
  credentials: [{ apiKey: 'a-good-key' }, { apiKey: 'revoked' }, { apiKey: '••••' }, { company: 'TMS', apiToken: 'a-token' }, { company: 'TMS', username: 'reader' }, {}],
  config: [{}, { default_ruleset: 'none' }, { alerts: true }, { alerts: 1 }, { baseUrl: 'http://127.0.0.1:9' }, { baseUrl: 'http://127.0.0.1:9/ws/docs' }],
  sync_interval_seconds: [60, 86_400],
  enabled: [true, false],
  is_active: [true],
  duty_status: ['DRIVING', 'UNKNOWN'],
  expires_at: ['2026-03-08T12:00:00Z', '9999-12-31T23:59:59.999999999+14:00'],
  external_driver_id: ['7', null],
  waypoints: [WAYPOINTS, [WAYPOINTS[0], { latitude: 90, longitude: 180 }], [...WAYPOINTS, { latitude: -0, longitude: 1e-300 }], WAYPOINTS.slice(1), Array.from({ length: 26 }, () => WAYPOINTS[0])],
  fuel_radius_miles: [1, 25, 100, 100.1],
  average_speed_mph: [5, 55.5, 80],
  ...Object.fromEntries(['hours_driven', 'on_duty_time', 'hours_since_break'].map((field) => [field, [0, 11, 1e-300, 168]])),
};
const fieldOf = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...(USUAL[name] ?? ['D1', 'some text'])) }, { weight: 1, arbitrary: anything });
/** Ids that are made before the first request. */
const PLACES = ['D1', 'D1', 'L1', 'L1', '$integration', '$integration', '$integration', '$user'];
const pathPart = fc.oneof(
  fc.constantFrom(...PLACES, '%00', '%ff', '%E0%A4%A', '%2e%2e%2f', '%25', '%F0%9F%9A%9A', '..;', randomUUID(), 'x'.repeat(300)),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => encodeURIComponent(text) || '-'),
);
const oddText = fc.oneof(
  fc.constantFrom('1', '0', 'true', '', '%00', '%ED%A0%80', '1e999', '-1', '%205', '%2B5', '90.0001', 'active&status=all', '2&latitude=1'),
  fc.string({ unit: 'grapheme', maxLength: 10 }).map(encodeURIComponent),
);
/** The same for what stands behind the question mark. */
const USUAL_QUERY: Readonly<Record<string, readonly string[]>> = {
  latitude: ['0', '-0', '90', '33.45', '33.448383729348712345678901234'],
  longitude: ['0', '-180', '180', '-112.07'],
  radius_miles: ['1', '25', '100'],
  max_results: ['1', '50'],
  limit: ['1', '200'],
  offset: ['0', '1000000000'],
  status: ['active', 'all', 'open'],
};
const queryOf = (route: Route): fc.Arbitrary<Readonly<Record<string, string>>> => {
  const names = Object.keys((route.query?.describe().keys ?? {}) as object);
  const usual = (name: string): fc.Arbitrary<string> =>
    fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...(USUAL_QUERY[name] ?? ['true', 'D1'])) }, { weight: 1, arbitrary: oddText });
  const known = fc.record(Object.fromEntries(names.map((name) => [name, usual(name)])));
  const odd = fc.dictionary(fc.constantFrom(...names, 'search', 'confirm_roster', 'x[]', '__proto__'), oddText, { maxKeys: 3 });
  return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: odd });
};

describe(`${REQUESTS} random requests over all routes`, function () {
  this.timeout(100_000);
  let vendors: SimulatedConditions;
  let truckbase: TruckbaseSimulator;
  let service: TestService;
  let as: TestPerson;
  let routes: readonly Route[];
  let ids: Readonly<Record<string, string>>;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    truckbase = await startTruckbaseSimulator();
    const settings = {
      ...vendors.settings, TRUCKBASE_API_URL: truckbase.url,
      INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', RETRY_MAX_ATTEMPTS: '1', VENDOR_ATTEMPT_TIMEOUT_MS: '500', VENDOR_OPERATION_DEADLINE_MS: '500',
    };
    service = await TestService.start(settings);
    as = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
    await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: 'D1', name: 'Ann' } });
    await storeLoads(service, as);
    await Promise.all([connectConditions(service, as, 'OPENWEATHER'), connectConditions(service, as, 'HERE_FUEL')]);
    ids = { $integration: await connectVendor(service, as), $user: (await service.addPerson(as.tenantId, 'DISPATCHER')).userId };
    routes = allRoutes(service.running.container).filter(({ path }) => path !== '/health/ready');
  });
  after(async () => {
    await service.stop();
    await Promise.all([vendors.stop(), truckbase.stop()]);
  });

  /** A body of known and unknown fields, or any JSON, or text that only looks like it. */
  const bodyOf = (route: Route): fc.Arbitrary<string> => {
    const fields = Object.keys((route.body?.describe().keys ?? {}) as object);
    const known = fc.record(Object.fromEntries(fields.map((name) => [name, fieldOf(name)])));
    const some = fc.record({ ...Object.fromEntries(fields.map((name) => [name, fieldOf(name)])), extra: anything, constructor: anything }, { requiredKeys: [] });
    return fc.oneof(
      { weight: 6, arbitrary: known.map((body) => JSON.stringify(body)) },
      { weight: 4, arbitrary: some.map((body) => JSON.stringify(body)) },
      { weight: 2, arbitrary: fc.json({ stringUnit: unit }) },
      { weight: 1, arbitrary: fc.string({ unit, maxLength: 50 }) },
    );
  };

  const request = (): fc.Arbitrary<{ route: Route; path: string; body: string }> =>
    fc.nat(routes.length - 1).chain((index) => {
      const route = routes[index]!;
      return fc.record({ part: pathPart, query: queryOf(route), body: bodyOf(route) }).map((drawn) => {
        const path = route.path.replaceAll(/:\w+/g, () => ids[drawn.part] ?? drawn.part);
        const asked = Object.entries(drawn.query).map(([name, text]) => `${name}=${text}`).join('&');
        return { route, path: asked === '' ? path : `${path}?${asked}`, body: drawn.body };
      });
    });

  it('are answered with success or a problem from the table, never with 5xx', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(request(), async ({ route, path, body }) => {
        const answer = await service.ask(route.method.toUpperCase(), path, { as, ...(route.method !== 'get' && { body }) });
        seen.add(answer.status);
        if (!AWAY.includes(String(answer.body['code']))) expect(answer.status, answer.text).to.be.lessThan(500);
        if (answer.status < 400) return;
        expect(answer.headers.get('Content-Type')).to.equal('application/problem+json');
        expect(PROBLEMS).to.have.property(String(answer.body['code'])).that.includes({ status: answer.status });
      }),
      { numRuns: REQUESTS, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true },
    );
    expect([...seen]).to.include.members([200, 400, 404]);
    expect(service.logger.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
    expect((await service.ask('GET', '/auth/me', { as })).status).to.equal(200);
  });
});
