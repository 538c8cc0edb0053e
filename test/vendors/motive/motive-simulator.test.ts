import { expect } from 'chai';
import { startMotiveSimulator, type MotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import { onRealSockets } from '../../support/real-sockets.js';

type Fields = Record<string, unknown>;

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
}

interface Page {
  readonly ids: readonly number[];
  readonly per_page: number;
  readonly page_no: number;
  readonly total: number;
}

/** What the simulator promises beyond what the adapter asks of it. */
describe('Motive simulator over HTTP', () => {
  onRealSockets();

  const DRIVERS = 150;
  let simulator: MotiveSimulator;

  before(async () => {
    simulator = await startMotiveSimulator({ drivers: DRIVERS, seed: 3, clock: () => new Date('2026-03-04T05:06:07Z') });
  });

  afterEach(() => {
    simulator.faults.clear();
    simulator.fleet.restore();
  });
  after(() => simulator.stop());

  async function ask(path: string, init: RequestInit = {}): Promise<Heard> {
    const response = await fetch(simulator.url + path, { headers: { 'x-api-key': 'k' }, ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) as Fields : { text } };
  }

  async function page(path: string): Promise<Page> {
    const { body } = await ask(path);
    const rows = body['users'] as { user: { id: number } }[];
    return { ids: rows.map(({ user }) => user.id), ...(body['pagination'] as { per_page: number; page_no: number; total: number }) };
  }

  it('refuses a missing, empty, revoked or forbidden key with Motive\'s body', async () => {
    for (const headers of [{}, { 'x-api-key': '' }, { authorization: 'Bearer k' }, { 'x-api-key': 'revoked-1' }]) {
      const { status, body } = await ask('/v1/companies', { headers });
      expect([status, body]).to.deep.equal([401, { error_message: 'Invalid API key.' }]);
    }
    const { status, body } = await ask('/v1/users', { headers: { 'x-api-key': 'forbidden-1' } });
    expect([status, body]).to.deep.equal([403, { error_message: 'Forbidden' }]);
  });

  it('answers 404 for paths it does not have and 405 for other methods', async () => {
    for (const path of ['/users', '/v2/users', '/v1/hos_availability', '/v1/users/1/logs', '/v1/users/nobody', '/fleet/drivers']) {
      expect((await ask(path)).status, path).to.equal(404);
    }
    expect((await ask('/v1/users', { method: 'POST' })).status).to.equal(405);
  });

  it('answers 400 for pages that cannot be', async () => {
    for (const query of ['per_page=0', 'per_page=-1', 'per_page=x', 'per_page=', 'page_no=0', 'page_no=1.5', 'status=maybe']) {
      expect((await ask(`/v1/users?${query}`)).status, query).to.equal(400);
    }
  });

  it('has 25 rows on a page by default and 100 at most', async () => {
    expect(await page('/v1/users')).to.include({ per_page: 25, page_no: 1 });
    const large = await page('/v1/users?per_page=500');
    expect(large.ids).to.have.length(100);
    expect(large.per_page).to.equal(100);
    expect((await page('/v1/users?per_page=100&page_no=9')).ids).to.deep.equal([]);
  });

  it('serves every driver once over its pages, deactivated ones under available time too', async () => {
    const [first, second] = [await page('/v1/available_time?per_page=100'), await page('/v1/available_time?per_page=100&page_no=2')];
    expect([first.total, second.total, second.ids.length]).to.deep.equal([DRIVERS, DRIVERS, 50]);
    const clocked = new Set([...first.ids, ...second.ids]);
    expect(clocked.size).to.equal(DRIVERS);
    const active = [await page('/v1/users?status=active&role=driver&per_page=100'), await page('/v1/users?status=active&per_page=100&page_no=2')];
    const deactivated = await page('/v1/users?status=deactivated&per_page=100');
    expect(deactivated.ids).to.have.length.greaterThan(0);
    expect(new Set([...active.flatMap(({ ids }) => ids), ...deactivated.ids])).to.deep.equal(clocked);
    expect((await page('/v1/users?role=admin')).total).to.equal(0);
  });

  it('narrows available time to driver_ids[], and without the brackets to the last one', async () => {
    const [a = 0, b = 0, c = 0] = (await page('/v1/available_time')).ids;
    const both = await page(`/v1/available_time?driver_ids[]=${c}&driver_ids[]=${a}&driver_ids[]=1&driver_ids[]=${a}`);
    expect([both.ids, both.total]).to.deep.equal([[a, c], 2]);
    expect((await page(`/v1/available_time?driver_ids=${c}&driver_ids=${b}`)).ids).to.deep.equal([b]);
    expect((await page('/v1/available_time?driver_ids[]=1')).ids).to.deep.equal([]);
  });

  it('pages by offset: a driver who goes moves the others one place up', async () => {
    const row = (id: number): { id: string; user: Fields } => ({ id: String(id), user: { id } });
    simulator.fleet.script([row(1), row(2), row(3)]);
    expect((await page('/v1/users?per_page=1&page_no=2')).ids).to.deep.equal([2]);
    simulator.fleet.script([row(2), row(3)]);
    expect((await page('/v1/users?per_page=1&page_no=2')).ids).to.deep.equal([3]);
  });

  it('finds one driver by id', async () => {
    const { body } = await ask('/v1/users');
    const [first] = body['users'] as { user: Fields }[];
    expect((await ask(`/v1/users/${String(first?.user['id'])}`)).body).to.deep.equal({ user: first?.user });
  });

  it('plays faults with Motive\'s body and counts requests per route', async () => {
    const before = simulator.stats()['/v1/users/{id}'] ?? 0;
    const plan = await ask('/_faults', { method: 'POST', body: JSON.stringify({ kind: 'rate-limited', count: 1, path: '/v1/users', retryAfter: '1.5' }) });
    expect(plan.status).to.equal(201);
    const heard = [await ask('/v1/companies'), await ask('/v1/users/7'), await ask('/v1/users/7')];
    expect(heard.map(({ status }) => status)).to.deep.equal([200, 429, 404]);
    expect(heard[1]?.headers.get('retry-after')).to.equal('1.5');
    expect(heard[1]?.body).to.deep.equal({ error_message: 'Too many requests.' });
    expect(simulator.stats()['/v1/users/{id}']).to.equal(before + 2);
  });

  it('says at / what it serves, its seed and its quirks', async () => {
    const { body } = await ask('/', { headers: {} });
    for (const word of ['Motive simulator', 'seed 3', '/v1/available_time', 'driver_ids[]', 'revoked', '/_faults']) {
      expect(body['text']).to.contain(word);
    }
  });

  it('lives by its clock', async () => {
    let now = new Date('2026-03-04T05:06:07Z');
    const other = await startMotiveSimulator({ drivers: 20, clock: () => now });
    const read = async (): Promise<string> => (await fetch(`${other.url}/v1/available_time`, { headers: { 'x-api-key': 'k' } })).text();
    const early = await read();
    expect(await read()).to.equal(early);
    now = new Date(now.getTime() + 3 * 3_600_000);
    expect(await read()).not.to.equal(early);
    await other.stop();
  });
});
