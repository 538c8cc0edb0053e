import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `D${index + 1}`);

describe('Syncing an integration over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;
  let url: string;

  const script = (count: number): void => vendorOf(service).fleet.script(names(count).map((name) => scriptedDriver(name)));
  const sync = (query = ''): Promise<Answer> => service.ask('POST', `${url}/sync${query}`, { as });
  const activeDrivers = async (): Promise<string | null> =>
    (await service.ask('GET', '/api/v1/drivers?active=true', { as })).headers.get('X-Total-Count');

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    url = `/api/v1/integrations/${await connectVendor(service, as)}`;
    script(12);
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  it('answers 200 with what it did, and makes the integration ACTIVE', async () => {
    const first = await sync();
    expect(first.status).to.equal(200);
    expect(first.body).to.include({ success: true, status: 'success', records_processed: 12, records_created: 12, records_updated: 0, records_failed: 0, error: null });
    expect(first.body['duration_ms']).to.be.a('number');
    expect((await sync()).body).to.include({ records_processed: 12, records_created: 0, records_updated: 12 });
    expect((await service.ask('GET', url, { as })).body).to.include({ status: 'ACTIVE', last_error_message: null });
  });

  it('a roster that lacks more than half, and at least 5, inactivates nobody until it is confirmed', async () => {
    await sync();
    script(5);
    const shrunk = await sync();
    expect(shrunk.body).to.include({ status: 'partial', success: false });
    expect(shrunk.body['error']).to.include({ code: 'roster-shrunk' });
    expect(await activeDrivers()).to.equal('12');
    expect((await sync('?confirm_roster=true')).body).to.include({ status: 'success', error: null });
    expect(await activeDrivers()).to.equal('5');
    expect((await service.ask('GET', '/api/v1/drivers?active=false', { as })).items).to.have.length(7);
  });

  it('a roster that lacks exactly half is believed', async () => {
    await sync();
    script(6);
    expect((await sync()).body).to.include({ status: 'success' });
    expect(await activeDrivers()).to.equal('6');
  });

  it('an empty roster fails and changes nothing, confirmed or not', async () => {
    await sync();
    script(0);
    for (const query of ['', '?confirm_roster=true']) {
      const empty = await sync(query);
      expect(empty.status).to.equal(200);
      expect(empty.body).to.include({ status: 'failed', success: false });
      expect(empty.body['error']).to.include({ code: 'empty-result' });
    }
    expect(await activeDrivers()).to.equal('12');
    expect((await service.ask('GET', url, { as })).body).to.include({ status: 'ERROR' });
  });

  it('tells the history newest first, in pages', async () => {
    const ids = [];
    for (let run = 0; run < 3; run += 1) ids.unshift((await sync()).body['sync_id']);
    const history = await service.ask('GET', `${url}/sync-history?limit=2`, { as });
    expect(history.items.map((run) => run['id'])).to.deep.equal(ids.slice(0, 2));
    expect(history.items[0]).to.include({ sync_type: 'hos', trigger: 'manual', status: 'success', records_processed: 12, error: null });
    expect(history.headers.get('X-Total-Count')).to.equal('3');
    expect(history.headers.get('Link')).to.include(`<${url}/sync-history?limit=2&offset=2>; rel="next"`);
    const rest = await service.ask('GET', `${url}/sync-history?limit=2&offset=2`, { as });
    expect(rest.items.map((run) => run['id'])).to.deep.equal(ids.slice(2));
    expect(rest.headers.get('Link')).to.include('rel="prev"').and.not.include('rel="next"');
  });

  it('counts 2 successes, 1 partial and 1 failure as 50 % success, and averages over the 3 that delivered', async () => {
    const stats = async (): Promise<Answer['body']> => (await service.ask('GET', `${url}/sync-history/stats`, { as })).body;
    expect(await stats()).to.include({ total_syncs: 0, success_rate: 0, avg_records_per_sync: 0, avg_duration_ms: 0 });
    await sync();
    await sync();
    script(3);
    await sync();
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    const failed = await sync();
    expect(failed.body['error']).to.include({ code: 'credentials' });
    const body = await stats();
    expect(body).to.include({ total_syncs: 4, successful_syncs: 2, partial_syncs: 1, failed_syncs: 1, success_rate: 50, avg_records_per_sync: 9 });
    const history = (await service.ask('GET', `${url}/sync-history`, { as })).items;
    const durations = history.filter((run) => run['status'] !== 'failed').map((run) => Number(run['duration_ms']));
    expect(body['avg_duration_ms']).to.be.closeTo(durations.reduce((sum, duration) => sum + duration, 0) / 3, 1);
  });

  it('health tells status, last sync and freshness', async () => {
    const health = async (): Promise<Answer['body']> => (await service.ask('GET', `${url}/health`, { as })).body;
    expect(await health()).to.include({ status: 'CONFIGURED', last_sync: null });
    const { body } = await sync();
    const after = await health();
    expect(after).to.include({ status: 'ACTIVE' });
    expect(after['last_sync']).to.include({ id: body['sync_id'], status: 'success' });
    expect(after['freshness']).to.include({ stale_drivers: 0 });
  });

  it('5 requests at once are 1 run and read the roster once', async () => {
    vendorOf(service).faults.next({ kind: 'slow', path: '/fleet/drivers', delayMs: 400 });
    const before = vendorOf(service).stats()['/fleet/drivers'] ?? 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => sync()));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body['sync_id'])).size).to.equal(1);
    expect(answers.map(({ body }) => body['records_processed'])).to.deep.equal([12, 12, 12, 12, 12]);
    expect((await service.ask('GET', `${url}/sync-history`, { as })).items).to.have.length(1);
    expect(vendorOf(service).stats()['/fleet/drivers']).to.equal(before + 1);
  });

  it('409 for a disabled integration', async () => {
    await service.ask('PATCH', url, { as, body: { enabled: false } });
    expect((await sync()).body).to.include({ status: 409, code: 'integration-disabled' });
  });
});
