import { connect } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { startTruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import type { TruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { PROBLEMS } from '../../src/interfaces/http/problem-table.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { BAD_FLEET_DATA } from './bad-fleet-data-table.js';
import { BAD_REQUESTS } from './bad-input-table.js';
import type { BadRequest } from './bad-input-table.js';
import { BAD_INTEGRATIONS } from './bad-integration-table.js';
import { connectPushing } from './pushed-webhooks.js';
import { connectConditions, SimulatedConditions } from './simulated-conditions.js';
import { storeLoads } from './stored-loads.js';

const DRIVERS = '/api/v1/drivers';
const CONSOLE = 'https://console.example.com';
const MCLEOD = {
  integration_type: 'TMS', vendor: 'MCLEOD_TMS', display_name: 'McLeod', credentials: { company: 'TMS', apiToken: 'a-token' }, config: { baseUrl: 'http://127.0.0.1:9' },
};
const ROUTE = { waypoints: [{ latitude: 0, longitude: 0 }, { latitude: 33.45, longitude: -112.07 }] };
const READING_POSTS = [['/api/v1/weather/route', ROUTE], ['/api/v1/route-briefings', { driver_id: 'D1', ...ROUTE }]] as const;
const EVERY = [...BAD_REQUESTS, ...BAD_FLEET_DATA, ...BAD_INTEGRATIONS];

describe(`Bad input: ${EVERY.length} kinds, each a problem and no change`, function () {
  this.timeout(20_000);
  let vendors: SimulatedConditions;
  let truckbase: TruckbaseSimulator;
  let service: TestService;
  let as: TestPerson;
  let ids: Readonly<Record<string, string>>;
  let counting: string;
  /** Rows of every table, as they were last. */
  let rows: unknown;

  before(async function () {
    this.timeout(60_000);
    [vendors, truckbase] = await Promise.all([SimulatedConditions.start(), startTruckbaseSimulator()]);
    const settings = { ...vendors.settings, TRUCKBASE_API_URL: truckbase.url, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', CORS_ORIGINS: CONSOLE };
    service = await TestService.start(settings);
    as = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
    await service.ask('POST', DRIVERS, { as, body: { driver_id: 'D1', name: 'Ann' } });
    await storeLoads(service, as);
    await Promise.all([connectConditions(service, as, 'OPENWEATHER'), connectConditions(service, as, 'HERE_FUEL')]);
    // Of another tenant: bad input must not reach an address where nobody listens.
    const { body } = await service.ask('POST', '/api/v1/integrations', { as: await elsewhere(), body: MCLEOD });
    ids = { $mcleod: String(body['id']), $motive: await connectPushing(service, as, 'MOTIVE_ELD') };
    const tables = await service.rows(`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
    counting = tables.map(({ relname }) => `select '${String(relname)}' as name, count(*) as n from "${String(relname)}"`).join(' union all ');
    // From here on every vendor has its circuit and its permits.
    await service.ask('GET', '/api/v1/loads/never-seen', { as });
    await service.ask('POST', '/api/v1/route-briefings', { as, body: { driver_id: 'D1', ...ROUTE } });
    rows = await rowCounts();
  });
  after(async () => {
    await service.stop();
    await Promise.all([vendors.stop(), truckbase.stop()]);
  });

  let other: TestPerson | undefined;
  const elsewhere = async (): Promise<TestPerson> => (other ??= await service.addPerson(await service.addTenant(), 'SUPER_ADMIN'));

  const rowCounts = (): Promise<unknown> => service.rows(counting);

  async function send({ method, path, body, headers = {} }: BadRequest): Promise<Answer> {
    const owner = path.includes('$mcleod') ? await elsewhere() : as;
    const known = path.replace(/\$\w+/, (name) => ids[name] ?? name);
    return service.ask(method, known, { as: owner, headers, ...(body !== undefined && { body }) });
  }

  for (const bad of EVERY) {
    const { method, path, what, status, code, pointer } = bad;
    it(`${method} ${path.slice(0, 80)}${what === undefined ? '' : ` with ${what}`}: ${status} ${code}`, async () => {
      const answer = await send(bad);
      expect([answer.status, answer.body['code']], answer.text.slice(0, 300)).to.deep.equal([status, code]);
      expect(answer.headers.get('Content-Type')).to.equal('application/problem+json');
      expect(PROBLEMS).to.have.property(code).that.includes({ status, title: answer.body['title'] });
      if (pointer !== undefined) expect(answer.body).to.have.nested.property('errors[0].pointer', pointer);
      const before = rows;
      rows = await rowCounts();
      expect(rows).to.deep.equal(before);
    });
  }

  it('the first error says in words what to do', async () => {
    const words: (readonly [answer: Promise<Answer>, detail: string])[] = [
      [service.ask('GET', '/api/v1/weather?latitude=1e1&longitude=0', { as }), 'Must be a plain decimal, for example -96.8, with at most 30 places.'],
      [service.ask('GET', '/api/v1/weather?latitude=91&longitude=0', { as }), 'Must be at most 90.'],
      [service.ask('GET', '/api/v1/loads?status=bogus', { as }), 'Must be one of: active, all.'],
      [service.ask('GET', '/api/v1/loads?limit=1.5', { as }), 'Must be a whole number.'],
      [service.ask('GET', `/api/v1/loads/${'x'.repeat(201)}`, { as }), 'Must be at most 200 characters long.'],
      [service.ask('POST', '/api/v1/weather/route', { as, body: { waypoints: [] } }), 'Must hold at least 2 items.'],
      [service.ask('PATCH', `${DRIVERS}/D1`, { as, body: {} }), 'Must hold at least 1 field.'],
    ];
    const switched = { integration_type: 'WEATHER', vendor: 'OPENWEATHER', display_name: 'x', credentials: { apiKey: 'a-key' }, config: { alerts: 1 } };
    words.push([service.ask('POST', '/api/v1/integrations', { as, body: switched }), 'Read weather alerts must be one of true, false.']);
    for (const [asking, detail] of words) expect((await asking).body).to.have.nested.property('errors[0].detail', detail);
  });

  it('CRLF in an e-mail is refused, in a driver’s id it stays inside one header', async () => {
    const user = { email: 'a@example.com\r\nBcc: b@example.com', password: 'long enough!', role: 'DRIVER' };
    expect((await service.ask('POST', '/api/v1/users', { as, body: user })).body).to.include({ code: 'validation-failed' });
    const made = await service.ask('POST', DRIVERS, { as, body: { driver_id: 'D\r\nSet-Cookie: a=b', name: 'Ann' } });
    expect(made.headers.get('Set-Cookie')).to.equal(null);
    expect(made.headers.get('Location')).to.equal(`${DRIVERS}/D%0D%0ASet-Cookie%3A%20a%3Db`);
  });

  it('a request line with a whole URL, even an impossible one, is answered by its path', async () => {
    for (const target of ['http://a:99999/health/live', 'http://[/health/live']) {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      await once(socket, 'close');
      expect(text.slice(0, 12), target).to.match(/^HTTP\/1\.1 [24]/);
    }
  });

  it('the last places of the range, 30 decimals and signed zeros are taken', async () => {
    for (const place of ['latitude=90&longitude=180', 'latitude=-90&longitude=-180', 'latitude=-0&longitude=0.0', `latitude=1.${'3'.repeat(30)}&longitude=005`]) {
      for (const path of ['weather', 'fuel-stations']) expect((await service.ask('GET', `/api/v1/${path}?${place}`, { as })).status, `${path} ${place}`).to.equal(200);
    }
    const { items } = await service.ask('POST', '/api/v1/weather/route', { as, body: { waypoints: Array.from({ length: 25 }, () => ({ latitude: -0, longitude: -180 })) } });
    expect(items).to.have.length(25);
    expect(items[0]).to.have.nested.property('location.longitude', -180);
  });

  for (const [path, body] of READING_POSTS) {
    it(`POST ${path} changes nothing: an Idempotency-Key replays no old answer, an ETag is ignored`, async () => {
      const headers = { 'Idempotency-Key': `once-${path}`, 'If-Match': '"v7"' };
      const answers = [await service.ask('POST', path, { as, body, headers }), await service.ask('POST', path, { as, body, headers })];
      const other = await service.ask('POST', path, { as, headers, body: { ...body, waypoints: body.waypoints.toReversed() } });
      expect([...answers, other].map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      expect([...answers, other].map((answer) => answer.headers.get('Idempotent-Replayed'))).to.deep.equal([null, null, null]);
    });
  }

  it('another tenant’s loads, weather, fuel and briefings: 403 for all but SUPER_ADMIN, whether it exists or not', async () => {
    const dispatcher = await service.addPerson(as.tenantId, 'DISPATCHER');
    const reads = ['/api/v1/loads', '/api/v1/loads/L1', '/api/v1/weather?latitude=0&longitude=0', '/api/v1/fuel-stations?latitude=0&longitude=0'];
    for (const tenant of [(await elsewhere()).tenantId, '00000000-0000-4000-8000-000000000000']) {
      const named = { as: dispatcher, headers: { 'X-Tenant-Id': tenant } };
      const answers = [...reads.map((path) => service.ask('GET', path, named)), ...READING_POSTS.map(([path, body]) => service.ask('POST', path, { ...named, body }))];
      for (const { body } of await Promise.all(answers)) expect(body).to.include({ status: 403, code: 'forbidden' });
    }
  });

  it('other methods are 405 with Allow, HEAD is GET without a body, and a preflight of the console is answered', async () => {
    const reading = ['/api/v1/loads', '/api/v1/loads/L1', '/api/v1/weather?latitude=0&longitude=0', '/api/v1/fuel-stations?latitude=0&longitude=0'];
    const posted = [...READING_POSTS.map(([path]) => path), '/webhooks/MOTIVE_ELD/7'];
    const refused = [...reading.map((path) => [path, 'HEAD, GET', ['POST', 'PUT', 'PATCH', 'DELETE']] as const), ...posted.map((path) => [path, 'POST', ['GET', 'HEAD', 'PUT', 'DELETE']] as const)];
    for (const [path, allow, methods] of refused) {
      for (const method of methods) {
        const { status, headers } = await service.ask(method, path, { as });
        expect([status, headers.get('Allow')], `${method} ${path}`).to.deep.equal([405, allow]);
      }
      const asking = { Origin: CONSOLE, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,idempotency-key' };
      expect((await service.call('OPTIONS', path, { headers: asking })).status, path).to.equal(204);
    }
    for (const path of reading) {
      const head = await service.ask('HEAD', path, { as, headers: { Origin: CONSOLE } });
      expect([head.status, head.text, head.headers.get('Access-Control-Allow-Origin')], path).to.deep.equal([200, '', CONSOLE]);
    }
  });
});
