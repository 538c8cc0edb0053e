import { expect } from 'chai';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import { toLoadId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { TMS_AWAY } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingLoads } from './reading-loads.js';

describe('SyncLoads', () => {
  let scene: ReadingLoads;
  let lease: WorkLease;

  beforeEach(async () => {
    scene = await ReadingLoads.open();
    lease = await scene.given.lease(scene.tenantId, scene.integrationId);
  });

  const kept = (id: string) => scene.loadQueries.find(scene.tenantId, toLoadId(id));
  const readTimes = async () => [...(await scene.loadQueries.listReadTimes(scene.tenantId)).values()];
  const statusOf = async (id: string): Promise<unknown> => (await kept(id))?.status;

  it('stores every page in one write each, as a background reader, and notes when the list was read', async () => {
    scene.tms.pages = [{ loads: [scene.seen('L1'), scene.seen('L2')], unreadable: 0 }, { loads: [scene.seen('L3')], unreadable: 0 }];
    const counts = { processed: 3, created: 3, updated: 0, failed: 0 };
    expect(await scene.sync(lease)).to.deep.equal({ status: 'success', counts, problem: undefined });
    expect(scene.loadStore.saves).to.equal(2);
    expect(scene.sources.priorities).to.deep.equal(['background']);
    expect(await readTimes()).to.deep.equal([scene.clock.now()]);
    expect(await kept('L1')).to.include({ dataSource: 'truckbase_tms', integrationId: scene.integrationId });
  });

  it('counts as updated only what changed', async () => {
    await scene.synced(['L1', 'L2'], 60);
    scene.tmsHas([scene.seen('L1'), scene.seen('L2', { status: 'ASSIGNED', statusRaw: 'assigned' })]);
    expect((await scene.sync(lease)).counts).to.deep.equal({ processed: 2, created: 0, updated: 1, failed: 0 });
    expect(await kept('L1')).to.deep.include({ asOf: scene.clock.now() });
  });

  it('an account without loads is a success', async () => {
    expect(await scene.sync(lease)).to.include({ status: 'success' });
    expect(await readTimes()).to.have.length(1);
  });

  it('asks by id for active loads that are not listed any more, and writes the answers at once', async () => {
    await scene.synced(['L1', 'L2', 'L3', 'L4'], 60);
    scene.tmsHas([scene.seen('L1')]);
    scene.tms.byId.set('L2', scene.seen('L2', { status: 'DELIVERED', statusRaw: 'delivered' }));
    scene.tms.byId.delete('L3');
    const saves = scene.loadStore.saves;
    expect(await scene.sync(lease)).to.deep.include({ status: 'success', counts: { processed: 4, created: 0, updated: 2, failed: 0 } });
    expect(scene.tms.requests.loads).to.deep.equal(['L2', 'L3', 'L4']);
    expect(scene.loadStore.saves).to.equal(saves + 2);
    expect(await statusOf('L2')).to.equal('DELIVERED');
    expect(await kept('L3')).to.include({ status: 'UNKNOWN', gone: true });
    expect(await statusOf('L4')).to.equal('IN_TRANSIT');
  });

  it('asks for nothing a second time once it is finished or gone', async () => {
    await scene.synced(['L1', 'L2'], 60);
    scene.tms.pages = [];
    scene.tms.byId.delete('L1');
    scene.tms.byId.set('L2', scene.seen('L2', { status: 'CANCELLED' }));
    await scene.sync(lease);
    const asked = scene.tms.requests.loads.length;
    await scene.sync(lease);
    expect(scene.tms.requests.loads).to.have.length(asked);
  });

  it('asks for 100 unlisted loads in one run, those seen longest ago first, and for the rest in the next', async () => {
    await scene.synced(Array.from({ length: 60 }, (_, index) => `OLD${index}`), 60);
    scene.tmsHas(Array.from({ length: 50 }, (_, index) => scene.seen(`NEW${index}`)));
    await scene.sync(lease);
    scene.tms.requests.loads.length = 0;
    scene.tms.pages = [];
    scene.clock.advance(60_000);
    for (const [id, load] of scene.tms.byId) scene.tms.byId.set(id, { ...load, status: 'DELIVERED', asOf: scene.clock.now() });
    await scene.sync(lease);
    expect(scene.tms.requests.loads).to.have.length(100);
    expect((await scene.loadQueries.list(scene.tenantId, 'active', { limit: 50, offset: 0 })).total).to.equal(10);
    await scene.sync(lease);
    expect((await scene.loadQueries.list(scene.tenantId, 'active', { limit: 50, offset: 0 })).total).to.equal(0);
  });

  it('rows nobody can read make it partial, counted as failed; the others are stored', async () => {
    scene.tms.pages = [{ loads: [scene.seen('L1')], unreadable: 2 }, { loads: [], unreadable: 1 }];
    const { status, counts, problem } = await scene.sync(lease);
    expect({ status, counts }).to.deep.equal({ status: 'partial', counts: { processed: 1, created: 1, updated: 0, failed: 3 } });
    expect(problem).to.include({ code: 'unreadable-records' }).and.to.have.property('message').that.matches(/^3 of/);
  });

  it('a load for which no id is free is counted as failed and not as processed', async () => {
    const other = await scene.otherTms();
    scene.tmsHas([scene.seen('L1'), scene.seen('MCLEOD_TMS-L1')]);
    await scene.sync(lease);
    scene.tmsHas([scene.seen('L1'), scene.seen('L2')], scene.sources.at(other));
    const result = await scene.sync(await scene.given.lease(scene.tenantId, other));
    expect(result).to.deep.include({ status: 'partial', counts: { processed: 1, created: 1, updated: 0, failed: 1 } });
  });

  it('one unlisted load whose answer is refused does not stop the others', async () => {
    await scene.synced(['L1', 'L2'], 60);
    scene.tms.pages = [];
    scene.tms.byId.set('L1', { ...TMS_AWAY, kind: 'rejected' });
    scene.tms.byId.set('L2', scene.seen('L2', { status: 'DELIVERED' }));
    expect(await scene.sync(lease)).to.deep.include({ status: 'partial', counts: { processed: 1, created: 0, updated: 1, failed: 1 } });
    expect(await statusOf('L1')).to.equal('IN_TRANSIT');
  });

  it('a vendor that fails at page 2: failed with its reason; page 1 stays, nobody is asked for, and the list is not noted as read', async () => {
    await scene.synced(['L0'], 60);
    scene.tms.pages = [{ loads: [scene.seen('L1')], unreadable: 0 }, TMS_AWAY];
    const before = await readTimes();
    expect(await scene.sync(lease)).to.deep.equal({
      status: 'failed', counts: { processed: 1, created: 1, updated: 0, failed: 0 }, problem: { code: 'unavailable', message: TMS_AWAY.detail },
    });
    expect(await statusOf('L1')).to.equal('IN_TRANSIT');
    expect(scene.tms.requests.loads).to.deep.equal([]);
    expect(await readTimes()).to.deep.equal(before);
  });

  it('a vendor that fails while unlisted loads are asked for: failed, and what it said before is kept', async () => {
    await scene.synced(['L1', 'L2', 'L3'], 60);
    scene.tms.pages = [];
    scene.tms.byId.set('L1', scene.seen('L1', { status: 'DELIVERED' }));
    scene.tms.byId.set('L2', TMS_AWAY);
    expect(await scene.sync(lease)).to.deep.include({ status: 'failed', problem: { code: 'unavailable', message: TMS_AWAY.detail } });
    expect(await Promise.all(['L1', 'L2', 'L3'].map(statusOf))).to.deep.equal(['DELIVERED', 'IN_TRANSIT', 'IN_TRANSIT']);
    expect(scene.tms.requests.loads).to.deep.equal(['L1', 'L2']);
  });

  it('credentials that cannot be read: failed with code credentials', async () => {
    scene.sources.unreadable.add(scene.integrationId);
    expect(await scene.sync(lease)).to.include({ status: 'failed' }).and.to.have.nested.property('problem.code', 'credentials');
  });

  for (const [refusedBy, code] of [['circuit', 'circuit-open'], ['limiter', 'no-permit']] as const) {
    it(`requests we did not send ourselves: failed with code ${code}`, async () => {
      scene.tms.pages = [{ ...TMS_AWAY, refusedBy }];
      expect((await scene.sync(lease)).problem).to.deep.equal({ code, message: TMS_AWAY.detail });
    });
  }

  it('a refusal of ours while unlisted loads are asked for ends the run, whatever its kind', async () => {
    await scene.synced(['L1', 'L2'], 60);
    scene.tms.pages = [];
    scene.tms.byId.set('L1', { ...TMS_AWAY, kind: 'rejected', refusedBy: 'circuit' });
    expect((await scene.sync(lease)).problem).to.deep.equal({ code: 'circuit-open', message: TMS_AWAY.detail });
    expect(scene.tms.requests.loads).to.deep.equal(['L1']);
  });

  it('passes a lost lease on and writes nothing', async () => {
    scene.tmsHas([scene.seen('L1')]);
    await scene.given.takeAway(lease);
    expect(await rejectionOf(scene.sync(lease))).to.be.instanceOf(LeaseLostError);
    expect(scene.state.loads).to.deep.equal([]);
  });

  it('passes a lease on that is lost while unlisted loads are asked for, and marks nothing', async () => {
    await scene.synced(['L1'], 60);
    const before = await readTimes();
    scene.tms.pages = [];
    scene.tms.byId.delete('L1');
    scene.tms.beforeLoad = () => void scene.given.takeAway(lease);
    expect(await rejectionOf(scene.sync(lease))).to.be.instanceOf(LeaseLostError);
    expect(await kept('L1')).to.include({ status: 'IN_TRANSIT', gone: false });
    expect(await readTimes()).to.deep.equal(before);
  });

  it('stopped, it asks for no further load and does not take the list for read', async () => {
    await scene.synced(['L1', 'L2'], 60);
    const before = await readTimes();
    const stop = new AbortController();
    scene.tms.pages = [];
    scene.tms.beforeLoad = () => stop.abort();
    await scene.sync(lease, stop.signal);
    expect(scene.tms.requests.loads).to.deep.equal(['L1']);
    expect(await readTimes()).to.deep.equal(before);
  });

  it('takes over the loads of a deleted integration with the same vendor, and asks what became of them', async () => {
    await scene.synced(['L1', 'L2'], 60);
    await scene.given.deleteIntegration(scene.tenantId, scene.integrationId);
    const anew = await scene.otherTms('TRUCKBASE_TMS');
    scene.tmsHas([scene.seen('L1')], scene.sources.at(anew));
    scene.sources.at(anew).byId.set('L2', scene.seen('L2', { status: 'DELIVERED' }));
    const result = await scene.sync(await scene.given.lease(scene.tenantId, anew));
    expect(result.counts).to.deep.equal({ processed: 2, created: 0, updated: 1, failed: 0 });
    expect(await kept('L2')).to.include({ integrationId: anew, status: 'DELIVERED' });
  });

  describe('drivers', () => {
    const driven = (id: string, driver: string | undefined) => scene.seen(id, { assignedExternalDriverId: driver });
    const drivers = async (...ids: readonly string[]): Promise<unknown> => Promise.all(ids.map(async (id) => (await kept(id))?.assignedDriverId));

    beforeEach(async () => {
      await scene.given.driver(scene.tenantId, '17', { name: 'Ana' });
      await scene.given.driver(scene.tenantId, 'ben', { name: 'Ben Ito' });
    });

    it('are found by id, or by the name the TMS gives them; the TMS’s list is read once', async () => {
      scene.tms.people = [{ externalDriverId: 't-2', name: 'BEN ITO', isActive: true }];
      scene.tms.pages = [{ loads: [driven('L1', '17'), driven('L2', 't-2'), driven('L3', 't-9')], unreadable: 0 }, { loads: [driven('L4', 't-2')], unreadable: 0 }];
      expect(await scene.sync(lease)).to.include({ status: 'success' });
      expect(await drivers('L1', 'L2', 'L3', 'L4')).to.deep.equal(['17', 'ben', undefined, 'ben']);
      expect(await kept('L3')).to.include({ assignedExternalDriverId: 't-9' });
      expect(scene.tms.requests.drivers).to.equal(1);
      expect(scene.assignableDrivers.reads).to.equal(1);
    });

    it('are not asked for when no load names one, or our ids tell them all', async () => {
      scene.tmsHas([driven('L1', undefined), driven('L2', '17')]);
      await scene.sync(lease);
      expect(scene.tms.requests.drivers).to.equal(0);
    });

    it('whose list fails make the run partial; loads are stored and known drivers stay', async () => {
      scene.tms.people = [{ externalDriverId: 't-2', name: 'Ben Ito', isActive: true }];
      scene.tmsHas([driven('L1', 't-2'), driven('L2', 't-2')]);
      await scene.sync(lease);
      scene.clock.advance(60_000);
      scene.tms.people = TMS_AWAY;
      scene.tmsHas([driven('L1', 't-2'), driven('L2', 't-3'), driven('L3', '17')]);
      const { status, counts, problem } = await scene.sync(lease);
      expect({ status, counts }).to.deep.equal({ status: 'partial', counts: { processed: 3, created: 1, updated: 1, failed: 0 } });
      expect(problem).to.include({ code: 'drivers-unavailable' }).and.to.have.property('message').that.includes(TMS_AWAY.detail);
      expect(await drivers('L1', 'L2', 'L3')).to.deep.equal(['ben', undefined, '17']);
    });

    it('who may be two of ours are nobody', async () => {
      await scene.given.driver(scene.tenantId, 'ben-2', { name: 'Ben Ito' });
      scene.tms.people = [{ externalDriverId: 't-2', name: 'Ben Ito', isActive: true }];
      scene.tmsHas([driven('L1', 't-2')]);
      expect(await scene.sync(lease)).to.include({ status: 'success' });
      expect(await drivers('L1')).to.deep.equal([undefined]);
    });

    it('who are renamed here are found under the new name at the next sync', async () => {
      scene.tms.people = [{ externalDriverId: 't-2', name: 'Ben Ito', isActive: true }];
      scene.tmsHas([driven('L1', 't-2')]);
      await scene.sync(lease);
      await scene.given.driver(scene.tenantId, 'ben', { name: 'Benjamin' });
      await scene.sync(lease);
      expect(await drivers('L1')).to.deep.equal([undefined]);
    });
  });
});
