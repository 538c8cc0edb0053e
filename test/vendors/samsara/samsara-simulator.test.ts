import { expect } from 'chai';
import { startSamsaraSimulator, type SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';

type Fields = Record<string, unknown>;

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
}

interface Page {
  readonly ids: readonly string[];
  readonly endCursor: string;
  readonly hasNextPage: boolean;
}

/** What the simulator promises beyond what the adapter asks of it. */
describe('Samsara simulator over HTTP', () => {
  const DRIVERS = 600;
  let simulator: SamsaraSimulator;

  before(async () => {
    simulator = await startSamsaraSimulator({ drivers: DRIVERS, seed: 3 });
  });

  afterEach(() => simulator.faults.clear());
  after(() => simulator.stop());

  async function ask(path: string, init: RequestInit = {}): Promise<Heard> {
    const response = await fetch(simulator.url + path, { headers: { authorization: 'Bearer t' }, ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) as Fields : { text } };
  }

  async function page(path: string): Promise<Page> {
    const { body } = await ask(path);
    const rows = body['data'] as Fields[];
    const ids = rows.map((row) => String((row['driver'] as Fields | undefined)?.['id'] ?? row['id']));
    return { ids, ...(body['pagination'] as { endCursor: string; hasNextPage: boolean }) };
  }

  it('refuses a missing, empty or revoked token with Samsara\'s body', async () => {
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Basic t' }, { authorization: 'Bearer revoked-1' }]) {
      const { status, body } = await ask('/me', { headers });
      expect([status, body['message']]).to.deep.equal([401, 'Invalid token.']);
      expect(body['requestId']).to.be.a('string');
    }
  });

  it('answers 404 for paths Samsara does not have, those of the old API too, and 405 for other methods', async () => {
    for (const path of ['/v1/fleet/drivers', '/fleet', '/fleet/drivers/1/hos_logs', '/fleet/drivers/nobody']) {
      expect((await ask(path)).status, path).to.equal(404);
    }
    expect((await ask('/fleet/drivers', { method: 'POST' })).status).to.equal(405);
  });

  it('answers 400 for limits and cursors that cannot be', async () => {
    for (const query of ['limit=0', 'limit=513', 'limit=-1', 'limit=x', 'limit=', 'after=nonsense', 'after=cGFnZTotMQ', 'driverActivationStatus=maybe']) {
      expect((await ask(`/fleet/drivers?${query}`)).status, query).to.equal(400);
    }
  });

  it('serves every driver once over its pages, and inactive ones in the clocks only', async () => {
    const first = await page('/fleet/hos/clocks');
    expect(first).to.include({ hasNextPage: true });
    expect(first.ids).to.have.length(512);
    const second = await page(`/fleet/hos/clocks?after=${first.endCursor}`);
    expect(second).to.include({ hasNextPage: false, endCursor: '' });
    const clocks = new Set([...first.ids, ...second.ids]);
    expect(clocks.size).to.equal(DRIVERS);
    const active = await page('/fleet/drivers?limit=512');
    const inactive = await page('/fleet/drivers?driverActivationStatus=deactivated');
    const rest = await page(`/fleet/drivers?limit=512&after=${active.endCursor}`);
    expect(inactive.ids).to.have.length.greaterThan(0);
    expect(new Set([...active.ids, ...rest.ids, ...inactive.ids])).to.deep.equal(clocks);
  });

  it('narrows the clocks to driverIds and pages through them', async () => {
    const { ids } = await page('/fleet/hos/clocks?limit=3');
    const [a = '', b = '', c = ''] = ids;
    const first = await page(`/fleet/hos/clocks?driverIds=${c},${a},nobody,${a}&limit=1`);
    expect([first.ids, first.hasNextPage]).to.deep.equal([[c], true]);
    const second = await page(`/fleet/hos/clocks?driverIds=${c},${a},nobody,${a}&limit=1&after=${first.endCursor}`);
    expect([second.ids, second.hasNextPage]).to.deep.equal([[a], false]);
    expect((await page('/fleet/hos/clocks?driverIds=nobody')).ids).to.deep.equal([]);
    expect(b).not.to.equal('');
  });

  it('finds one driver by id and by external id', async () => {
    const { body } = await ask('/fleet/drivers/payrollId%3AFB-00002');
    const driver = body['data'] as Fields;
    expect((await ask(`/fleet/drivers/${String(driver['id'])}`)).body['data']).to.deep.equal(driver);
  });

  it('takes faults over HTTP, plays them and counts requests per route', async () => {
    const plan = (fault: unknown): Promise<Heard> => ask('/_faults', { method: 'POST', body: JSON.stringify(fault) });
    expect((await plan({ kind: 'rate-limited', count: 1, skip: 1, path: '/me', retryAfter: '1.5' })).status).to.equal(201);
    const before = simulator.stats()['/me'] ?? 0;
    const heard = [await ask('/me'), await ask('/fleet/drivers?limit=1'), await ask('/me'), await ask('/me')];
    expect(heard.map(({ status }) => status)).to.deep.equal([200, 200, 429, 200]);
    expect(heard[2]?.headers.get('retry-after')).to.equal('1.5');
    expect(heard[2]?.body['message']).to.equal('Exceeded rate limit.');
    const { requests } = (await ask('/_stats')).body as { requests: Record<string, number> };
    expect(requests['/me']).to.equal(before + 3);
    await plan({ kind: 'hang' });
    expect((await ask('/_faults', { method: 'DELETE' })).body).to.deep.equal({ faults: [] });
    expect((await ask('/me')).status).to.equal(200);
  });

  it('refuses faults it does not know, and names what is wrong', async () => {
    for (const body of ['', '[]', '{}', '{"kind":"nonsense"}', '{"kind":"slow","delayMs":"1"}', '{"kind":"slow","count":0}', '{"kind":"slow","typo":1}',
      '{"kind":"__proto__"}', '{"kind":"redirect","location":"a\\r\\nb"}']) {
      const heard = await ask('/_faults', { method: 'POST', body });
      expect(heard.status, body).to.equal(400);
      expect(heard.body['message']).to.be.a('string');
    }
    expect(simulator.faults.list()).to.deep.equal([]);
  });

  it('says at / what it serves, its seed and how to break it', async () => {
    const { body } = await ask('/', { headers: {} });
    for (const word of ['seed 3', '/fleet/hos/clocks', '/_faults', 'stalled-body']) expect(body['text']).to.contain(word);
  });

  it('renames, drops or retypes fields of rows on request, never the envelope', async () => {
    const path = '/fleet/hos/clocks?limit=2';
    const plain = await ask(path);
    const looks = { renamed: /V2":/, missing: /^\[\{"driver":\{"id":"\d+"\}/, strings: /DurationMs":"\d+"/ };
    for (const drift of ['renamed', 'missing', 'strings'] as const) {
      expect(JSON.stringify(plain.body['data'])).not.to.match(looks[drift]);
      simulator.faults.next({ kind: 'drift', drift });
      const heard = await ask(path);
      expect(heard.body['pagination']).to.deep.equal(plain.body['pagination']);
      expect(JSON.stringify(heard.body['data'])).to.match(looks[drift]);
    }
  });

  it('stops with requests hanging, and gives its port back', async () => {
    const brief = await startSamsaraSimulator({ drivers: 1 });
    brief.faults.set({ kind: 'hang' });
    const hanging = fetch(`${brief.url}/me`).then(() => 'answered', () => 'ended');
    while ((brief.stats()['/me'] ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
    await brief.stop();
    expect(await hanging).to.equal('ended');
    const again = await startSamsaraSimulator({ drivers: 1, port: Number(new URL(brief.url).port) });
    await again.stop();
  });
});
