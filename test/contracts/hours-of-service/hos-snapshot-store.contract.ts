import { expect } from 'chai';
import type { HosSnapshotStore, ObservedPage } from '../../../src/application/hours-of-service/ports/hos-snapshot-store.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import type { DriverId, IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { minutesBefore, observation, overrideOf, snapshot } from './hos-examples.js';

export interface OpenHosSnapshotStore extends OnFleet {
  readonly snapshots: HosSnapshotStore;
}

/** What every `HosSnapshotStore` promises. */
export function describeHosSnapshotStore(name: string, open: () => Promise<OpenHosSnapshotStore>): void {
  describe(`HosSnapshotStore: ${name}`, () => {
    let fleet: OpenHosSnapshotStore;
    let tenantId: TenantId;
    let integrationId: IntegrationId;
    let ana: DriverId;
    let now: Date;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      integrationId = await fleet.given.integration(tenantId);
      ana = await fleet.given.driver(tenantId, 'ana', { link: { integrationId, externalDriverId: '1' } });
      now = fleet.given.now();
    });

    afterEach(() => fleet.close());

    const page = (...observations: ObservedPage['observations']): ObservedPage =>
      ({ tenantId, integrationId, dataSource: 'samsara_eld', observations });
    const kept = (driverId: string = ana): ReturnType<OnFleet['given']['keptSnapshot']> => fleet.given.keptSnapshot(tenantId, driverId);

    it('keeps an observation whole, with its source', async () => {
      const remaining = { driveHours: 0, shiftHours: undefined, cycleHours: 12.5, untilBreakHours: undefined };
      const violations = [{ kind: 'shift_driving', durationHours: 0.25 }, { kind: 'cycle', durationHours: 3 }] as const;
      const seen = observation('1', now, { remaining, violations, dutyStatus: 'UNKNOWN', dutyStatusRaw: 'napping' });
      expect(await fleet.snapshots.store(page(seen))).to.deep.equal({ known: 1, written: 1 });
      expect(await kept()).to.deep.equal({ ...seen, dataSource: 'samsara_eld' });
    });

    it('replaces the one before, missing parts included', async () => {
      const first = observation('1', minutesBefore(now, 1), { violations: [{ kind: 'cycle', durationHours: 1 }] });
      const remaining = { driveHours: 1, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };
      const second = observation('1', now, { remaining, dutyStatusRaw: undefined });
      await fleet.snapshots.store(page(first));
      await fleet.snapshots.store(page(second));
      expect(await kept()).to.deep.equal({ ...second, dataSource: 'samsara_eld' });
    });

    it('never lets an older observation replace a newer one; one of the same time does', async () => {
      await fleet.snapshots.store(page(observation('1', now)));
      const older = observation('1', new Date(now.getTime() - 1), { dutyStatus: 'OFF_DUTY' });
      expect(await fleet.snapshots.store(page(older))).to.deep.equal({ known: 1, written: 0 });
      expect(await kept()).to.include({ dutyStatus: 'DRIVING' });
      expect(await fleet.snapshots.store(page(observation('1', now, { dutyStatus: 'OFF_DUTY' })))).to.deep.equal({ known: 1, written: 1 });
      expect(await kept()).to.include({ dutyStatus: 'OFF_DUTY' });
    });

    it('leaves a driver with an override in force alone', async () => {
      await fleet.given.override(tenantId, ana, overrideOf(now));
      expect(await fleet.snapshots.store(page(observation('1', now)))).to.deep.equal({ known: 1, written: 0 });
      expect(await kept()).to.equal(undefined);
    });

    it('writes again once the override has run out', async () => {
      await fleet.given.override(tenantId, ana, overrideOf(now, { setAt: minutesBefore(now, 60), expiresAt: minutesBefore(now, 1) }));
      expect(await fleet.snapshots.store(page(observation('1', now)))).to.deep.equal({ known: 1, written: 1 });
    });

    it('counts drivers nobody is linked to as not known, and stores the others', async () => {
      expect(await fleet.snapshots.store(page(observation('nobody', now), observation('1', now)))).to.deep.equal({ known: 1, written: 1 });
    });

    it('knows a driver by the integration too: the same external id elsewhere is somebody else', async () => {
      const other = await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
      await fleet.given.driver(tenantId, 'ben', { link: { integrationId: other, externalDriverId: '2' } });
      const foreign = await fleet.given.tenant();
      await fleet.given.driver(foreign, 'cleo', { link: { integrationId: await fleet.given.integration(foreign), externalDriverId: '2' } });
      expect(await fleet.snapshots.store(page(observation('2', now)))).to.deep.equal({ known: 0, written: 0 });
      expect(await kept('ben')).to.equal(undefined);
      expect(await fleet.given.keptSnapshot(foreign, 'cleo')).to.equal(undefined);
    });

    it('keeps an inactive driver’s hours too', async () => {
      await fleet.given.driver(tenantId, 'ben', { isActive: false, link: { integrationId, externalDriverId: '2' } });
      expect(await fleet.snapshots.store(page(observation('2', now)))).to.deep.equal({ known: 1, written: 1 });
    });

    it('stores 512 drivers in one page', async () => {
      const ids = Array.from({ length: 512 }, (_, index) => `driver-${index}`);
      await Promise.all(ids.map((id) => fleet.given.driver(tenantId, id, { link: { integrationId, externalDriverId: id } })));
      expect(await fleet.snapshots.store(page(...ids.map((id) => observation(id, now))))).to.deep.equal({ known: 512, written: 512 });
    }).timeout(30_000);

    it('does nothing for an empty page', async () => {
      expect(await fleet.snapshots.store(page())).to.deep.equal({ known: 0, written: 0 });
    });

    it('writes under a lease that is held', async () => {
      const lease = await fleet.given.lease(tenantId, integrationId);
      expect(await fleet.snapshots.store(page(observation('1', now)), lease)).to.deep.equal({ known: 1, written: 1 });
    });

    it('writes nothing and throws under a lease that is lost', async () => {
      const lease = await fleet.given.lease(tenantId, integrationId);
      const before = snapshot('1', minutesBefore(now, 1));
      await fleet.given.snapshot(tenantId, ana, before);
      await fleet.given.takeAway(lease);
      expect(await rejectionOf(fleet.snapshots.store(page(observation('1', now)), lease))).to.be.instanceOf(LeaseLostError);
      expect(await kept()).to.deep.equal(before);
    });
  });
}
