import { expect } from 'chai';
import { connectVendor, scriptedDriver, vendorOf } from '../../api/scripted-drivers.js';
import { resolve } from '../../../src/infrastructure/di/token.js';
import { T } from '../../../src/infrastructure/di/tokens.js';
import { TestService } from '../../support/test-service.js';
import type { Answer, Json, TestPerson } from '../../support/test-service.js';

const DRIVERS = 12;

describe('What a service makes of its vendor’s failures', function () {
  this.timeout(30_000);
  let service: TestService;
  let as: TestPerson;
  let id: string;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    vendorOf(service).faults.clear();
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
    roster(DRIVERS);
    id = await connectVendor(service, as);
    expect((await sync()).body).to.include({ status: 'success', records_created: DRIVERS });
  });
  after(() => service.stop());

  function roster(count: number): void {
    vendorOf(service).fleet.script(Array.from({ length: count }, (_, index) => scriptedDriver(`D${index}`)));
  }
  const sync = (query = ''): Promise<Answer> => service.ask('POST', `/api/v1/integrations/${id}/sync${query}`, { as });
  const read = (driver = 'D0'): Promise<Answer> => service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as });
  const alerts = async (status = ''): Promise<readonly Json[]> => (await service.ask('GET', `/api/v1/alerts${status}`, { as })).items;
  const row = async (text: string): Promise<Json> => (await service.rows(text, [id]))[0] ?? {};
  const age = (minutes: number): Promise<unknown> => service.rows('update hos_snapshot set as_of = as_of - make_interval(mins => $2::int) where integration_id = $1', [id, minutes]);
  const watch = (): Promise<void> => resolve(service.running.container, T.WatchStaleness).execute();
  const nextSyncInMinutes = async (): Promise<number> =>
    Number((await row('select extract(epoch from next_sync_at - clock_timestamp())::float8 / 60 as minutes from integration where id = $1'))['minutes']);
  /** Failed live reads that count. */
  const counted = async (): Promise<number> => Number((await row('select count(*)::int as failures from live_failure where integration_id = $1'))['failures']);
  const minutesLater = (): Promise<unknown> => service.rows("update live_failure set minute = minute - interval '10 minutes' where integration_id = $1", [id]);

  it('a live read that fails behind a stale answer is recorded, 30 of them within a minute as 1; a refusal of our circuit is not', async () => {
    await age(20);
    vendorOf(service).faults.set({ kind: 'server-error', status: 503 });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => read(`D${index % DRIVERS}`)));
    for (const { status, body } of answers) expect([status, body['stale']]).to.deep.equal([200, true]);
    expect(await counted()).to.be.oneOf([1, 2]);
    expect(await row('select condition from integration where id = $1')).to.deep.equal({ condition: 'failing' });
    for (let more = 0; more < 3; more += 1) await read();
    await minutesLater();
    const before = await counted();
    expect((await row('select phase from circuit where integration_id = $1'))['phase']).to.equal('open');
    for (let more = 0; more < 10; more += 1) expect((await read()).body['stale']).to.equal(true);
    expect(await counted()).to.equal(before);
    expect(await alerts()).to.deep.equal([]);
  });

  it('3 failed syncs in a row open an incident; the next good one ends it', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await alerts()).to.have.length(0);
      vendorOf(service).faults.set({ kind: 'server-error', status: 503 });
      expect((await sync()).body).to.include({ status: 'failed' });
      await service.rows("update circuit set phase = 'closed', failures = 0 where integration_id = $1", [id]);
    }
    const [alert] = await alerts('?status=open');
    expect(alert).to.include({ kind: 'failing', severity: 'ERROR', integration_id: id });
    vendorOf(service).faults.clear();
    expect((await sync()).body).to.include({ status: 'success' });
    expect((await alerts())[0]).to.include({ id: alert?.['id'], status: 'resolved' });
  });

  it('1 rejected key opens a CRITICAL incident at once, and scheduled runs drop to 1 probe an hour', async () => {
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    expect((await sync()).body).to.include({ status: 'failed' });
    expect(await alerts('?status=open')).to.have.length(1);
    expect((await alerts())[0]).to.include({ kind: 'credentials-rejected', severity: 'CRITICAL' });
    expect(await nextSyncInMinutes()).to.be.within(59, 61);
  });

  it('after a rejected key a successful test makes a sync due at once, which ends the incident', async () => {
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    await sync();
    expect((await service.ask('POST', `/api/v1/integrations/${id}/test`, { as })).body).to.include({ success: false });
    expect(await nextSyncInMinutes()).to.be.within(59, 61);
    vendorOf(service).faults.clear();
    expect((await service.ask('POST', `/api/v1/integrations/${id}/test`, { as })).body).to.include({ success: true });
    expect(await nextSyncInMinutes()).to.be.at.most(0);
    await sync();
    expect((await alerts())[0]).to.include({ status: 'resolved' });
  });

  it('after a rejected key new credentials make a sync due at once', async () => {
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    await sync();
    const changed = await service.ask('PATCH', `/api/v1/integrations/${id}`, { as, body: { credentials: { apiKey: 'another-good-key' } } });
    expect(changed.status).to.equal(200);
    expect(await nextSyncInMinutes()).to.be.at.most(0);
  });

  it(`a roster of 2 where there were ${DRIVERS} opens an incident, until somebody confirms it`, async () => {
    roster(2);
    expect((await sync()).body).to.include({ status: 'partial' });
    expect((await alerts('?status=open'))[0]).to.include({ kind: 'roster-shrunk', severity: 'WARNING' });
    await sync();
    expect((await alerts())[0]).to.include({ status: 'open', occurrences: 2 });
    expect((await sync('?confirm_roster=true')).body).to.include({ status: 'success' });
    expect((await alerts())[0]).to.include({ status: 'resolved' });
  });

  it(`${DRIVERS} drivers older than 1 hour open an incident of their own, which is over once their hours are fresh`, async () => {
    await age(59);
    await watch();
    expect(await alerts()).to.deep.equal([]);
    await age(2);
    await watch();
    expect((await alerts())[0]).to.include({ kind: 'stale-data', severity: 'WARNING', status: 'open', stale_drivers: DRIVERS });
    await sync();
    await watch();
    expect((await alerts())[0]).to.include({ status: 'resolved', stale_drivers: 0 });
  });

  it(`${DRIVERS} drivers older than 1 hour join the incident that is open`, async () => {
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    await sync();
    await age(90);
    await watch();
    expect(await alerts()).to.have.length(1);
    expect((await alerts())[0]).to.include({ kind: 'credentials-rejected', stale_drivers: DRIVERS, occurrences: 1 });
  });
});
