import { expect } from 'chai';
import type { ScriptedLoad } from '../../src/infrastructure/simulators/truckbase/truckbase-freight.js';
import { startTruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import type { TruckbaseSimulator } from '../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { eventually } from '../support/service-process.js';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { connectTruckbase } from './stored-loads.js';

const BUDGET_MS = 300;
const MINUTE = 60;

/** A load as the simulated Truckbase tells it. */
function told(id: string, fields: Json = {}, active = true): ScriptedLoad {
  return { id, active, row: { id, status: 'in_transit', pickupTime: '2026-03-01T08:00:00-06:00', ...fields } };
}

describe('Loads over HTTP', function () {
  this.timeout(20_000);
  let truckbase: TruckbaseSimulator;
  let service: TestService;
  let as: TestPerson;
  let url: string;

  before(async function () {
    this.timeout(60_000);
    truckbase = await startTruckbaseSimulator();
    service = await TestService.start({
      INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', TRUCKBASE_API_URL: truckbase.url, HOS_LIVE_READ_BUDGET_MS: String(BUDGET_MS), RETRY_MAX_ATTEMPTS: '1',
    });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    url = `/api/v1/integrations/${await connectTruckbase(service, as)}`;
    truckbase.control.script([told('L1'), told('L2', { pickupTime: '2026-03-02T08:00:00Z' })]);
  });
  afterEach(() => truckbase.faults.clear());
  after(async () => {
    await service.stop();
    await truckbase.stop();
  });

  const list = (query = ''): Promise<Answer> => service.ask('GET', `/api/v1/loads${query}`, { as });
  const read = (id: string): Promise<Answer> => service.ask('GET', `/api/v1/loads/${id}`, { as });
  const sync = (): Promise<Answer> => service.ask('POST', `${url}/sync`, { as });
  const calls = (): number => (truckbase.stats()['/loads'] ?? 0) + (truckbase.stats()['/loads/{id}'] ?? 0);
  const idsOf = ({ items }: Answer): readonly unknown[] => items.map((load) => load['load_id']);
  const integration = async (): Promise<Json> => (await service.ask('GET', url, { as })).body;

  /** So many minutes pass over what is stored. */
  async function later(minutes: number): Promise<void> {
    const values = [as.tenantId, minutes];
    await service.rows(`update tms_load set as_of = as_of - make_interval(mins => $2::int) where tenant_id = $1`, values);
    await service.rows(`update tms_list_read set read_at = read_at - make_interval(mins => $2::int) where tenant_id = $1`, values);
  }

  describe('a sync', () => {
    it('stores the active loads and tells how many; again, and nothing has changed', async () => {
      const first = await sync();
      expect(first.body).to.include({ success: true, status: 'success', records_processed: 2, records_created: 2, records_updated: 0, records_failed: 0, error: null });
      expect((await sync()).body).to.include({ status: 'success', records_processed: 2, records_created: 0, records_updated: 0 });
      const { items } = await service.ask('GET', `${url}/sync-history`, { as });
      expect(items[0]).to.include({ sync_type: 'loads', trigger: 'manual', status: 'success' });
      expect(await integration()).to.include({ status: 'ACTIVE' });
    });

    it('finds out what became of loads that are no longer listed', async () => {
      await sync();
      truckbase.control.script([told('L1', { status: 'delivered' }, false)]);
      expect((await sync()).body).to.include({ status: 'success', records_processed: 2, records_updated: 2 });
      expect((await list()).items).to.deep.equal([]);
      const { items } = await list('?status=all');
      expect(items.map((load) => [load['load_id'], load['status'], load['status_raw']])).to.deep.equal([['L1', 'DELIVERED', 'delivered'], ['L2', 'UNKNOWN', null]]);
    });

    it('counts rows nobody can read, and stores the others', async () => {
      truckbase.control.script([told('L1'), { row: { status: 'assigned' } }, { row: 'nonsense' }]);
      const { body } = await sync();
      expect(body).to.include({ status: 'partial', records_processed: 1, records_created: 1, records_failed: 2 });
      expect(body['error']).to.include({ code: 'unreadable-records' });
    });

    it('with a key that is refused: failed as credentials, and the integration is in ERROR', async () => {
      truckbase.faults.set({ kind: 'unauthorized' });
      const { body } = await sync();
      expect(body).to.include({ status: 'failed', success: false });
      expect(body['error']).to.include({ code: 'credentials' });
      expect(await integration()).to.include({ status: 'ERROR' });
    });

    it('gives a load to the driver of that id', async () => {
      await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: '17', name: 'Ana' } });
      truckbase.control.script([told('L1', { driverId: 17 }), told('L2', { driverId: 'nobody' })]);
      await sync();
      const { items } = await list();
      expect(items.map((load) => [load['assigned_driver_id'], load['assigned_external_driver_id']])).to.deep.equal([['17', '17'], [null, 'nobody']]);
    });
  });

  describe('the body', () => {
    it('has every field, times in UTC, and places as far as they are known', async () => {
      const origin = { address: '9 Mill St', city: 'Null Island', state: 'XX', zip: '00000', latitude: 0, longitude: 0 };
      truckbase.control.script([told('L1', { status: 'on_the_moon', origin, delivery_location: 'Reno, NV', deliveryTime: '2026-03-03T10:30:00Z', driverId: 'd9', miles: 0 })]);
      await sync();
      const { body } = await read('L1');
      expect(body['last_updated']).to.match(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
      const { last_updated: _updated, cache_age_seconds: age, ...rest } = body;
      expect(age).to.be.within(0, 5);
      expect(rest).to.deep.equal({
        load_id: 'L1', status: 'UNKNOWN', status_raw: 'on_the_moon', pickup_location: origin,
        delivery_location: { address: 'Reno, NV', city: null, state: null, zip: null, latitude: null, longitude: null },
        pickup_appointment: '2026-03-01T14:00:00.000Z', delivery_appointment: '2026-03-03T10:30:00.000Z',
        assigned_driver_id: null, assigned_external_driver_id: 'd9', total_miles: 0, data_source: 'truckbase_tms', cached: true, stale: false,
      });
    });

    it('flags a time without a zone and does not guess it; what is not said is null', async () => {
      truckbase.control.script([told('L1', { pickupTime: '2026-03-01T08:00:00', status: undefined })]);
      await sync();
      const { body } = await read('L1');
      expect(body).to.include({ pickup_appointment: null, delivery_appointment: null, pickup_location: null, total_miles: null, status: 'UNKNOWN', status_raw: null });
      expect(body['pickup_appointment_local']).to.match(/^2026-03-01T08:00/);
      expect(body).to.not.have.any.keys('delivery_appointment_local', 'error');
    });
  });

  describe('the list', () => {
    it('is in pages by pickup appointment', async () => {
      truckbase.control.script(['C', 'A', 'B'].map((id) => told(id)).concat(told('FIRST', { pickupTime: '2026-02-01T00:00:00Z' })));
      await sync();
      const page = await list('?limit=2&offset=1');
      expect(idsOf(page)).to.deep.equal(['A', 'B']);
      expect(page.headers.get('X-Total-Count')).to.equal('4');
      expect(page.headers.get('Link')).to.include('</api/v1/loads?limit=2&offset=3>; rel="next"');
    });

    it('younger than the interval is served as stored, without a call', async () => {
      await sync();
      await later(4);
      const before = calls();
      const { items } = await list();
      expect(items.map((load) => [load['cached'], load['stale']])).to.deep.equal([[true, false], [true, false]]);
      expect(items[0]?.['cache_age_seconds']).to.be.within(4 * MINUTE, 4 * MINUTE + 5);
      expect(calls()).to.equal(before);
    });

    it('older is read live: 20 lists at once make 1 call', async () => {
      await sync();
      await later(6);
      const before = calls();
      const answers = await Promise.all(Array.from({ length: 20 }, () => list()));
      for (const { status, items } of answers) {
        expect(status).to.equal(200);
        expect(items.map((load) => load['stale'])).to.deep.equal([false, false]);
      }
      expect(answers[0]?.items[0]).to.include({ cached: false, cache_age_seconds: 0 });
      expect(calls() - before).to.equal(1);
    });

    it('falls back on the copy when the vendor fails, and says why; the failure is recorded', async () => {
      await sync();
      await later(6);
      truckbase.faults.set({ kind: 'server-error' });
      const { status, items } = await list();
      expect(status).to.equal(200);
      expect(items[0]).to.include({ cached: true, stale: true });
      expect(items[0]?.['error']).to.match(/Truckbase/);
      expect(await integration()).to.include({ status: 'ERROR' });
    });

    it('falls back on the copy when the vendor is slow; the reading goes on and stores its result', async () => {
      await sync();
      await later(6);
      truckbase.faults.next({ kind: 'slow', delayMs: BUDGET_MS * 3 });
      const { items } = await list();
      expect(items[0]).to.include({ cached: true, stale: true }).and.to.have.property('error').that.matches(/longer than usual/);
      await eventually('the list is stored', 5_000, async () => {
        const [row] = await service.rows(`select 1 from tms_list_read where tenant_id = $1 and read_at > now() - interval '1 minute'`, [as.tenantId]);
        return row;
      });
      expect((await list()).items[0]).to.include({ cached: true, stale: false });
    });

    it('of a new account is read at once; a vendor that fails then is 503 with its reason', async () => {
      truckbase.faults.set({ kind: 'server-error' });
      const failed = await list();
      expect(failed.body).to.include({ status: 503, code: 'loads-unavailable' });
      expect(failed.body['detail']).to.match(/Truckbase/);
      truckbase.faults.clear();
      expect(idsOf(await list())).to.deep.equal(['L1', 'L2']);
    });
  });

  describe('one load', () => {
    it('older than the interval is read live, 20 reads at once by 1 call', async () => {
      await sync();
      await later(6);
      truckbase.control.script([told('L1', { status: 'delivered' })]);
      const before = calls();
      const answers = await Promise.all(Array.from({ length: 20 }, () => read('L1')));
      for (const { body } of answers) expect(body).to.include({ status: 'DELIVERED', cached: false, stale: false });
      expect(calls() - before).to.equal(1);
    });

    it('falls back on the copy when the vendor fails', async () => {
      await sync();
      await later(6);
      truckbase.faults.set({ kind: 'garbage' });
      expect((await read('L1')).body).to.include({ status: 'IN_TRANSIT', cached: true, stale: true }).and.to.have.property('error');
    });

    it('that is not stored is looked for at the TMS, and stored', async () => {
      truckbase.control.script([told('NEW', {}, false)]);
      expect((await read('NEW')).body).to.include({ load_id: 'NEW', cached: false });
      const before = calls();
      expect((await read('NEW')).body).to.include({ load_id: 'NEW', cached: true, stale: false });
      expect(calls()).to.equal(before);
    });

    it('that nobody knows is 404; that nobody can look for is 503', async () => {
      expect((await read('NOBODY')).body).to.include({ status: 404, code: 'load-not-found' });
      truckbase.faults.set({ kind: 'server-error' });
      expect((await read('NOBODY')).body).to.include({ status: 503, code: 'loads-unavailable' });
    });

    it('of another tenant is as unknown as one that does not exist', async () => {
      await sync();
      truckbase.control.script([]);
      const stranger = await service.addPerson(await service.addTenant(), 'DISPATCHER');
      await connectTruckbase(service, stranger);
      const foreign = await service.ask('GET', '/api/v1/loads/L1', { as: stranger });
      const unknown = await service.ask('GET', '/api/v1/loads/L9', { as: stranger });
      const withoutIds = ({ body }: Answer): Json => ({ ...body, request_id: '', instance: '' });
      expect(foreign.status).to.equal(404);
      expect(withoutIds(foreign)).to.deep.equal(withoutIds(unknown));
      expect((await service.ask('GET', '/api/v1/loads?status=all', { as: stranger })).items).to.deep.equal([]);
    });
  });

  describe('without a TMS', () => {
    it('that was ever connected: 409 with a link to the vendors', async () => {
      const newcomer = await service.addPerson(await service.addTenant(), 'ADMIN');
      for (const path of ['/api/v1/loads', '/api/v1/loads?status=all', '/api/v1/loads/L1']) {
        const { body } = await service.ask('GET', path, { as: newcomer });
        expect(body, path).to.include({ status: 409, code: 'tms-integration-missing', link: '/api/v1/integrations/vendors' });
      }
    });

    for (const how of ['disabled', 'deleted'] as const) {
      it(`that is ${how}, its loads stay readable, stale, and nobody is asked`, async () => {
        await sync();
        if (how === 'deleted') await service.ask('DELETE', url, { as });
        else await service.ask('PATCH', url, { as, body: { enabled: false } });
        const before = calls();
        const answers = [(await list()).items[0], (await read('L1')).body];
        for (const load of answers) expect(load).to.include({ load_id: 'L1', cached: true, stale: true, error: 'No enabled TMS integration serves this load. This is its last known state.' });
        expect((await read('L9')).body).to.include({ code: 'tms-integration-missing' });
        expect(calls()).to.equal(before);
      });
    }

    it('that is deleted and connected anew, the new account takes the loads over', async () => {
      await sync();
      await service.ask('DELETE', url, { as });
      url = `/api/v1/integrations/${await connectTruckbase(service, as)}`;
      expect((await sync()).body).to.include({ status: 'success', records_processed: 2, records_created: 0 });
      expect((await list()).items.map((load) => [load['load_id'], load['stale']])).to.deep.equal([['L1', false], ['L2', false]]);
    });
  });

  const bad = ['?status=delivered', '?status=', '?limit=0', '?limit=201', '?offset=-1', '?limit=x', '?page=2', '?status=all&status=active', '/%00', '/%E0%A4%A', `/${'L'.repeat(201)}`, '/%20'];
  for (const path of bad) {
    it(`GET /api/v1/loads${path.slice(0, 30)} is 400`, async () => {
      expect((await service.ask('GET', `/api/v1/loads${path}`, { as })).status).to.equal(400);
    });
  }

  for (const id of ['%2F', '..%2F..%2Fcompany', '%3Fstatus=active', 'L1%23', '%25', '%F0%9F%9A%9A', "'; drop table tms_load; --"]) {
    it(`an odd id, ${id}, is a load nobody knows`, async () => {
      expect((await read(id)).body).to.include({ status: 404, code: 'load-not-found' });
    });
  }
});
