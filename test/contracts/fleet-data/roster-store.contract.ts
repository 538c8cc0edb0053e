import { expect } from 'chai';
import type { RosterEntry, RosterStore } from '../../../src/application/fleet-data/ports/roster-store.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from './given-fleet.js';

export interface OpenRosterStore extends OnFleet {
  readonly rosterStore: RosterStore;
}

const entry = (externalDriverId: string, name = `Driver ${externalDriverId}`, ruleset = 'US_PROPERTY_70_8'): RosterEntry =>
  ({ externalDriverId, name, ruleset });

/** What every `RosterStore` promises. */
export function describeRosterStore(name: string, open: () => Promise<OpenRosterStore>): void {
  describe(`RosterStore: ${name}`, () => {
    let fleet: OpenRosterStore;
    let lease: WorkLease;

    beforeEach(async () => {
      fleet = await open();
      const tenantId = await fleet.given.tenant();
      lease = await fleet.given.lease(tenantId, await fleet.given.integration(tenantId));
    });

    afterEach(() => fleet.close());

    const kept = (driverId: string): ReturnType<OnFleet['given']['keptDriver']> => fleet.given.keptDriver(lease.tenantId, driverId);
    const linkTo = (externalDriverId: string): { integrationId: WorkLease['integrationId']; externalDriverId: string } =>
      ({ integrationId: lease.integrationId, externalDriverId });

    it('creates drivers under their external id', async () => {
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2')])).to.deep.equal({ created: 2, updated: 0, failed: 0 });
      expect(await kept('1')).to.deep.equal({ name: 'Driver 1', isActive: true, link: linkTo('1'), ruleset: 'US_PROPERTY_70_8' });
      expect(await fleet.rosterStore.countActive(lease)).to.equal(2);
    });

    it('updates name, ruleset and activity by external id, whatever the driver id', async () => {
      await fleet.given.driver(lease.tenantId, 'ana', { name: 'Ana', isActive: false, link: linkTo('1') });
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1', 'Ana Núñez')])).to.deep.equal({ created: 0, updated: 1, failed: 0 });
      expect(await kept('ana')).to.deep.equal({ name: 'Ana Núñez', isActive: true, link: linkTo('1'), ruleset: 'US_PROPERTY_70_8' });
      expect(await kept('1')).to.equal(undefined);
    });

    it('counts only what it changed', async () => {
      await fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2')]);
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2', 'Ben')])).to.deep.equal({ created: 0, updated: 1, failed: 0 });
    });

    it('saves an empty page', async () => {
      expect(await fleet.rosterStore.saveEntries(lease, [])).to.deep.equal({ created: 0, updated: 0, failed: 0 });
    });

    it('names a driver <vendor>-<external id> when the id is taken, and leaves the other one alone', async () => {
      await fleet.given.driver(lease.tenantId, '1', { name: 'By hand', isActive: false });
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1')])).to.deep.equal({ created: 1, updated: 0, failed: 0 });
      expect(await kept('SAMSARA_ELD-1')).to.include({ name: 'Driver 1' });
      expect(await kept('1')).to.deep.equal({ name: 'By hand', isActive: false, link: undefined, ruleset: 'not-sent' });
    });

    it('counts an entry as failed when both ids are taken', async () => {
      await fleet.given.driver(lease.tenantId, '1');
      await fleet.given.driver(lease.tenantId, 'SAMSARA_ELD-1');
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2')])).to.deep.equal({ created: 1, updated: 0, failed: 1 });
    });

    it('counts and deactivates the linked drivers that are not listed, and nobody else', async () => {
      const { tenantId } = lease;
      await fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2'), entry('3')]);
      await fleet.given.driver(tenantId, 'by-hand');
      await fleet.given.driver(tenantId, 'gone-before', { isActive: false, link: linkTo('4') });
      const other = await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
      await fleet.given.driver(tenantId, 'elsewhere', { link: { integrationId: other, externalDriverId: '2' } });
      expect(await fleet.rosterStore.countMissing(lease, ['1'])).to.equal(2);
      await fleet.rosterStore.deactivateMissing(lease, ['1']);
      const active = await Promise.all(['1', '2', '3', 'by-hand', 'elsewhere'].map(async (id) => (await kept(id))?.isActive));
      expect(active).to.deep.equal([true, false, false, true, true]);
      expect(await fleet.rosterStore.countMissing(lease, ['1'])).to.equal(0);
    });

    it('takes over the drivers of a deleted integration with the same vendor, under their driver ids', async () => {
      const { tenantId } = lease;
      const [old, motive] = [await fleet.given.integration(tenantId, { enabled: false }), await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' })];
      await fleet.given.driver(tenantId, 'ana', { name: 'Ana', link: { integrationId: old, externalDriverId: '1' } });
      await fleet.given.driver(tenantId, 'ben', { name: 'Ben', link: { integrationId: motive, externalDriverId: '2' } });
      await fleet.given.deleteIntegration(tenantId, old);
      await fleet.given.deleteIntegration(tenantId, motive);
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1', 'Ana'), entry('2')])).to.deep.equal({ created: 1, updated: 1, failed: 0 });
      expect(await kept('ana')).to.deep.include({ name: 'Ana', link: linkTo('1') });
      expect(await kept('ben')).to.deep.include({ name: 'Ben', link: { integrationId: motive, externalDriverId: '2' } });
    });

    it('leaves the drivers of an integration that is only disabled with it', async () => {
      const disabled = await fleet.given.integration(lease.tenantId, { enabled: false });
      const link = { integrationId: disabled, externalDriverId: '1' };
      await fleet.given.driver(lease.tenantId, 'ana', { link });
      expect(await fleet.rosterStore.saveEntries(lease, [entry('1')])).to.deep.equal({ created: 1, updated: 0, failed: 0 });
      expect(await kept('ana')).to.deep.include({ link });
    });

    it('adds nobody to an integration that was deleted meanwhile', async () => {
      await fleet.given.deleteIntegration(lease.tenantId, lease.integrationId);
      expect(await rejectionOf(fleet.rosterStore.saveEntries(lease, [entry('1')]))).to.be.instanceOf(LeaseLostError);
      expect(await kept('1')).to.equal(undefined);
    });

    it('writes nothing and throws when the lease is lost', async () => {
      await fleet.given.driver(lease.tenantId, 'ana', { name: 'Ana', link: linkTo('1') });
      await fleet.given.takeAway(lease);
      expect(await rejectionOf(fleet.rosterStore.saveEntries(lease, [entry('1'), entry('2')]))).to.be.instanceOf(LeaseLostError);
      expect(await rejectionOf(fleet.rosterStore.deactivateMissing(lease, []))).to.be.instanceOf(LeaseLostError);
      expect(await kept('ana')).to.include({ name: 'Ana', isActive: true });
      expect(await kept('2')).to.equal(undefined);
    });
  });
}
