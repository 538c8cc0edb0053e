import { expect } from 'chai';
import type { LoadQueries } from '../../../src/application/fleet-data/ports/load-queries.js';
import type { AssignedLoad, LoadStore, SavedLoads } from '../../../src/application/fleet-data/ports/load-store.js';
import type { Load } from '../../../src/domain/fleet-data/load.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import { toDriverId, toLoadId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from './given-fleet.js';
import { assignedLoad } from './load-examples.js';

export interface OpenLoadStore extends OnFleet {
  readonly loadStore: LoadStore;
  readonly loadQueries: LoadQueries;
}

const TMS = { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' } as const;
const EARLIER = new Date('2026-03-02T08:00:00.000Z');
const NOW = new Date('2026-03-02T08:05:00.000Z');
const LATER = new Date('2026-03-02T08:10:00.000Z');
const NOTHING: SavedLoads = { created: 0, updated: 0, failed: 0 };

/** What every `LoadStore` promises. */
export function describeLoadStore(name: string, open: () => Promise<OpenLoadStore>): void {
  describe(`LoadStore: ${name}`, () => {
    let fleet: OpenLoadStore;
    let lease: WorkLease;

    beforeEach(async () => {
      fleet = await open();
      const tenantId = await fleet.given.tenant();
      lease = await fleet.given.lease(tenantId, await fleet.given.integration(tenantId, TMS));
    });

    afterEach(() => fleet.close());

    const account = (integrationId: IntegrationId = lease.integrationId) => ({ tenantId: lease.tenantId, integrationId });
    const save = (loads: readonly AssignedLoad[], integrationId?: IntegrationId): Promise<SavedLoads> =>
      fleet.loadStore.save({ ...account(integrationId), dataSource: 'truckbase_tms', loads });
    const saveHeld = (loads: readonly AssignedLoad[]): Promise<SavedLoads> =>
      fleet.loadStore.save({ ...account(), dataSource: 'truckbase_tms', loads }, lease);
    const kept = (loadId: string): Promise<Load | undefined> => fleet.loadQueries.find(lease.tenantId, toLoadId(loadId));
    const otherTms = (vendor = 'MCLEOD_TMS'): Promise<IntegrationId> => fleet.given.integration(lease.tenantId, { ...TMS, vendor });

    it('creates loads under the vendor’s id and keeps everything that was seen', async () => {
      const driver = toDriverId('ana');
      const seen = assignedLoad('L1', NOW, { assignedExternalDriverId: 'd1', assignedDriverId: driver });
      expect(await saveHeld([seen, assignedLoad('L2', NOW)])).to.deep.equal({ ...NOTHING, created: 2 });
      const { keepDriver: _keep, ...rest } = seen;
      const { integrationId } = lease;
      expect(await kept('L1')).to.deep.equal({ ...rest, loadId: 'L1', integrationId, dataSource: 'truckbase_tms', gone: false });
    });

    it('keeps what the vendor does not say as unsaid, and the coordinate 0 as 0', async () => {
      const bare = assignedLoad('L1', NOW, {
        status: 'UNKNOWN', statusRaw: undefined, delivery: undefined, pickupAppointment: undefined, deliveryAppointment: undefined, totalMiles: 0,
        pickup: { address: undefined, city: undefined, state: undefined, zip: undefined, latitude: 0, longitude: 0 },
      });
      await save([bare]);
      const { keepDriver: _keep, ...rest } = bare;
      expect(await kept('L1')).to.deep.include(rest);
    });

    it('counts as updated only what changed in more than the time it was seen', async () => {
      await save([assignedLoad('L1', EARLIER), assignedLoad('L2', EARLIER), assignedLoad('L3', EARLIER), assignedLoad('L4', EARLIER)]);
      const changed = [
        assignedLoad('L1', NOW),
        assignedLoad('L2', NOW, { status: 'DELIVERED', statusRaw: 'delivered' }),
        assignedLoad('L3', NOW, { pickup: undefined }),
        assignedLoad('L4', NOW, { deliveryAppointment: { at: LATER } }),
      ];
      expect(await save(changed)).to.deep.equal({ ...NOTHING, updated: 3 });
      expect(await kept('L1')).to.deep.include({ asOf: NOW });
      expect(await kept('L2')).to.deep.include({ status: 'DELIVERED', asOf: NOW });
      expect(await kept('L3')).to.deep.include({ pickup: undefined });
      expect(await kept('L4')).to.deep.include({ deliveryAppointment: { at: LATER } });
    });

    it('an older observation never replaces a newer one, with a lease or without', async () => {
      await save([assignedLoad('L1', NOW, { status: 'DELIVERED' })]);
      expect(await saveHeld([assignedLoad('L1', EARLIER)])).to.deep.equal(NOTHING);
      expect(await save([assignedLoad('L1', EARLIER)])).to.deep.equal(NOTHING);
      expect(await kept('L1')).to.deep.include({ status: 'DELIVERED', asOf: NOW });
    });

    it('saves an empty page', async () => {
      expect(await saveHeld([])).to.deep.equal(NOTHING);
    });

    it('the same id at two TMS is two loads, the later one named <vendor>-<external id>', async () => {
      await save([assignedLoad('L1', NOW, { totalMiles: 1 })]);
      const mcleod = await otherTms();
      expect(await save([assignedLoad('L1', NOW, { totalMiles: 2 })], mcleod)).to.deep.equal({ ...NOTHING, created: 1 });
      expect(await save([assignedLoad('L1', LATER, { totalMiles: 3 })], mcleod)).to.deep.equal({ ...NOTHING, updated: 1 });
      expect(await kept('L1')).to.include({ totalMiles: 1 });
      expect(await kept('MCLEOD_TMS-L1')).to.include({ totalMiles: 3, integrationId: mcleod, externalLoadId: 'L1' });
    });

    it('counts a load as failed when both ids are taken, and stores the others', async () => {
      await save([assignedLoad('L1', NOW), assignedLoad('MCLEOD_TMS-L1', NOW)]);
      expect(await save([assignedLoad('L1', NOW), assignedLoad('L2', NOW)], await otherTms())).to.deep.equal({ created: 1, updated: 0, failed: 1 });
    });

    it('a driver that could not be looked up stays while the TMS names the same one', async () => {
      const [ana, unsure] = [toDriverId('ana'), { assignedDriverId: undefined, keepDriver: true }];
      await save(['L1', 'L2', 'L3'].map((id) => assignedLoad(id, EARLIER, { assignedExternalDriverId: 'd1', assignedDriverId: ana })));
      await save([
        assignedLoad('L1', NOW, { assignedExternalDriverId: 'd1', ...unsure }),
        assignedLoad('L2', NOW, { assignedExternalDriverId: 'd2', ...unsure }),
        assignedLoad('L3', NOW, { assignedExternalDriverId: 'd1' }),
      ]);
      const drivers = await Promise.all(['L1', 'L2', 'L3'].map(async (id) => (await kept(id))?.assignedDriverId));
      expect(drivers).to.deep.equal([ana, undefined, undefined]);
    });

    it('lists what is active here and not listed, seen longest ago first', async () => {
      await save([
        assignedLoad('NEW', NOW), assignedLoad('OLD', EARLIER), assignedLoad('LISTED', EARLIER), assignedLoad('ODD', LATER, { status: 'UNKNOWN' }),
        assignedLoad('DONE', EARLIER, { status: 'DELIVERED' }), assignedLoad('OFF', EARLIER, { status: 'CANCELLED' }),
      ]);
      await save([assignedLoad('ELSEWHERE', EARLIER)], await otherTms());
      expect(await fleet.loadStore.listUnlisted(account(), ['LISTED'], 10)).to.deep.equal(['OLD', 'NEW', 'ODD']);
      expect(await fleet.loadStore.listUnlisted(account(), ['LISTED'], 2)).to.deep.equal(['OLD', 'NEW']);
      expect(await fleet.loadStore.listUnlisted(account(), [], 1)).to.deep.equal(['LISTED']);
    });

    it('marks active loads as gone and UNKNOWN; finished ones and newer news stay', async () => {
      await save([assignedLoad('L1', EARLIER), assignedLoad('DONE', EARLIER, { status: 'DELIVERED' }), assignedLoad('NEWS', LATER), assignedLoad('L2', EARLIER)]);
      expect(await fleet.loadStore.markGone(account(), ['L1', 'DONE', 'NEWS', 'NOBODY'], NOW, lease)).to.equal(1);
      expect(await kept('L1')).to.deep.include({ status: 'UNKNOWN', statusRaw: undefined, gone: true, asOf: NOW });
      expect(await kept('DONE')).to.deep.include({ status: 'DELIVERED', gone: false, asOf: EARLIER });
      expect(await kept('NEWS')).to.deep.include({ status: 'IN_TRANSIT', gone: false });
      expect(await fleet.loadStore.listUnlisted(account(), [], 10)).to.deep.equal(['L2', 'NEWS']);
    });

    it('a gone load that the vendor still does not know stays gone, as of the later answer, and is not counted again', async () => {
      await save([assignedLoad('L1', EARLIER)]);
      await fleet.loadStore.markGone(account(), ['L1'], NOW);
      expect(await fleet.loadStore.markGone(account(), ['L1'], LATER)).to.equal(0);
      expect(await kept('L1')).to.deep.include({ status: 'UNKNOWN', gone: true, asOf: LATER });
    });

    it('a load that is seen again is gone no more, which is a change', async () => {
      await save([assignedLoad('L1', EARLIER, { status: 'UNKNOWN', statusRaw: undefined })]);
      await fleet.loadStore.markGone(account(), ['L1'], NOW);
      expect(await save([assignedLoad('L1', LATER, { status: 'UNKNOWN', statusRaw: undefined })])).to.deep.equal({ ...NOTHING, updated: 1 });
      expect(await kept('L1')).to.include({ gone: false });
    });

    it('adopts what deleted integrations with the same vendor left behind, under its load ids and the last seen of two', async () => {
      const [first, second, mcleod] = [await fleet.given.integration(lease.tenantId, { ...TMS, enabled: false }), await fleet.given.integration(lease.tenantId, { ...TMS, enabled: false }), await otherTms()];
      await save([assignedLoad('L1', EARLIER), assignedLoad('OURS', EARLIER)], first);
      await save([assignedLoad('L1', NOW)], second);
      await save([assignedLoad('L3', NOW)], mcleod);
      await save([assignedLoad('OURS', NOW)]);
      for (const id of [first, second, mcleod]) await fleet.given.deleteIntegration(lease.tenantId, id);
      await fleet.loadStore.adopt(account(), lease);
      const owners = await Promise.all(['L1', 'TRUCKBASE_TMS-L1', 'OURS', 'TRUCKBASE_TMS-OURS', 'L3'].map(async (id) => (await kept(id))?.integrationId));
      expect(owners).to.deep.equal([first, lease.integrationId, first, lease.integrationId, mcleod]);
      expect(await save([assignedLoad('L1', LATER)])).to.deep.equal(NOTHING);
      expect(await kept('TRUCKBASE_TMS-L1')).to.deep.include({ asOf: LATER });
    });

    it('a reading that outlives its integration still updates what is left there and adds nothing, which the next account would find twice', async () => {
      await save([assignedLoad('L1', EARLIER)]);
      await fleet.given.deleteIntegration(lease.tenantId, lease.integrationId);
      expect(await save([assignedLoad('L1', NOW, { totalMiles: 5 }), assignedLoad('L2', NOW)])).to.deep.equal({ ...NOTHING, updated: 1 });
      expect(await kept('L1')).to.include({ totalMiles: 5 });
      expect(await kept('L2')).to.equal(undefined);
    });

    it('leaves the loads of an integration that is only disabled with it', async () => {
      const disabled = await fleet.given.integration(lease.tenantId, { ...TMS, enabled: false });
      await save([assignedLoad('L1', NOW)], disabled);
      await fleet.loadStore.adopt(account());
      expect(await kept('L1')).to.include({ integrationId: disabled });
    });

    it('remembers the latest reading of the list, whatever the order they end in', async () => {
      await fleet.loadStore.noteListRead(account(), NOW, lease);
      await fleet.loadStore.noteListRead(account(), EARLIER);
      const other = await otherTms();
      await fleet.loadStore.noteListRead(account(other), EARLIER);
      expect([...(await fleet.loadQueries.listReadTimes(lease.tenantId))]).to.have.deep.members([[lease.integrationId, NOW], [other, EARLIER]]);
    });

    it('writes nothing and throws when the lease is lost', async () => {
      const deleted = await fleet.given.integration(lease.tenantId, { ...TMS, enabled: false });
      await save([assignedLoad('THEIRS', EARLIER)], deleted);
      await fleet.given.deleteIntegration(lease.tenantId, deleted);
      await save([assignedLoad('L1', EARLIER)]);
      await fleet.given.takeAway(lease);
      const writes = [
        fleet.loadStore.adopt(account(), lease),
        saveHeld([assignedLoad('L1', NOW, { status: 'DELIVERED' }), assignedLoad('L2', NOW)]),
        fleet.loadStore.markGone(account(), ['L1'], NOW, lease),
        fleet.loadStore.noteListRead(account(), NOW, lease),
      ];
      for (const error of await Promise.all(writes.map(rejectionOf))) expect(error).to.be.instanceOf(LeaseLostError);
      expect(await kept('THEIRS')).to.include({ integrationId: deleted });
      expect(await kept('L1')).to.deep.include({ status: 'IN_TRANSIT', asOf: EARLIER });
      expect(await kept('L2')).to.equal(undefined);
      expect((await fleet.loadQueries.listReadTimes(lease.tenantId)).size).to.equal(0);
    });
  });
}
