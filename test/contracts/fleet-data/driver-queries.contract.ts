import { expect } from 'chai';
import type { DriverFilter, DriverQueries } from '../../../src/application/fleet-data/ports/driver-queries.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { minutesBefore, overrideOf, snapshot } from '../hours-of-service/hos-examples.js';
import type { OnFleet } from './given-fleet.js';

export interface OpenDriverQueries extends OnFleet {
  readonly driverQueries: DriverQueries;
}

const EVERYBODY: DriverFilter = { search: undefined, active: undefined, hosStale: undefined };
const PAGE = { limit: 50, offset: 0 };

/** What every `DriverQueries` promises. */
export function describeDriverQueries(name: string, open: () => Promise<OpenDriverQueries>): void {
  describe(`DriverQueries: ${name}`, () => {
    let fleet: OpenDriverQueries;
    let tenantId: TenantId;
    let staleBefore: Date;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      staleBefore = minutesBefore(fleet.given.now(), 5);
    });

    afterEach(() => fleet.close());

    async function idsOf(filter: Partial<DriverFilter>, page = PAGE): Promise<readonly string[]> {
      const { items } = await fleet.driverQueries.list(tenantId, { ...EVERYBODY, ...filter }, staleBefore, page);
      return items.map(({ driverId }) => driverId);
    }

    it('lists by name, then id, a page at a time, with the total', async () => {
      await fleet.given.driver(tenantId, 'D3', { name: 'Ana' });
      await fleet.given.driver(tenantId, 'D1', { name: 'Ben' });
      await fleet.given.driver(tenantId, 'D2', { name: 'Ana' });
      await fleet.given.driver(await fleet.given.tenant(), 'D9', { name: 'Ana' });
      expect(await idsOf({})).to.deep.equal(['D2', 'D3', 'D1']);
      const page = await fleet.driverQueries.list(tenantId, EVERYBODY, staleBefore, { limit: 1, offset: 1 });
      expect(page.items.map(({ driverId }) => driverId)).to.deep.equal(['D3']);
      expect(page.total).to.equal(3);
    });

    it('searches name and id, whatever the case', async () => {
      await fleet.given.driver(tenantId, 'D1', { name: 'Ana Reyes' });
      await fleet.given.driver(tenantId, 'REY-2', { name: 'Ben' });
      await fleet.given.driver(tenantId, 'D3', { name: 'Cleo' });
      expect(await idsOf({ search: 'rey' })).to.deep.equal(['D1', 'REY-2']);
    });

    for (const literal of ['%', '_', '\\']) {
      it(`takes ${literal} in a search as itself`, async () => {
        await fleet.given.driver(tenantId, 'D1', { name: 'Ana' });
        await fleet.given.driver(tenantId, 'D2', { name: `Ben ${literal} Co` });
        expect(await idsOf({ search: literal })).to.deep.equal(['D2']);
        expect(await idsOf({ search: `n ${literal} c` })).to.deep.equal(['D2']);
      });
    }

    it('keeps the active or the inactive ones', async () => {
      await fleet.given.driver(tenantId, 'D1');
      await fleet.given.driver(tenantId, 'D2', { isActive: false });
      expect([await idsOf({ active: true }), await idsOf({ active: false })]).to.deep.equal([['D1'], ['D2']]);
    });

    it('takes hours as stale from the given moment on, when there are none, and never under an override', async () => {
      const now = fleet.given.now();
      for (const id of ['at-limit', 'fresh', 'never', 'overridden', 'overridden-before']) await fleet.given.driver(tenantId, id);
      await fleet.given.snapshot(tenantId, toDriverId('fresh'), snapshot('1', new Date(staleBefore.getTime() + 1)));
      await fleet.given.snapshot(tenantId, toDriverId('at-limit'), snapshot('2', staleBefore));
      await fleet.given.override(tenantId, toDriverId('overridden'), overrideOf(now));
      const expired = { setAt: minutesBefore(now, 60), expiresAt: minutesBefore(now, 1) };
      await fleet.given.override(tenantId, toDriverId('overridden-before'), overrideOf(now, expired));
      expect(await idsOf({ hosStale: false })).to.deep.equal(['fresh', 'overridden']);
      expect(await idsOf({ hosStale: true })).to.deep.equal(['at-limit', 'never', 'overridden-before']);
    });

    it('sums up a linked driver with hours', async () => {
      const link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
      const driverId = await fleet.given.driver(tenantId, 'D1', { name: 'Ana', link });
      const asOf = fleet.given.now();
      await fleet.given.snapshot(tenantId, driverId, snapshot('77', asOf));
      expect(await fleet.driverQueries.find(tenantId, driverId, staleBefore)).to.deep.equal({
        driverId, ...link, name: 'Ana', isActive: true, dutyStatus: 'DRIVING', hosDataSource: 'samsara_eld',
        hosDataSyncedAt: asOf, hosStale: false, hosManualOverride: false,
      });
    });

    it('sums up a driver without a link or hours', async () => {
      const driverId = await fleet.given.driver(tenantId, 'D1', { name: 'Ana', isActive: false });
      expect(await fleet.driverQueries.find(tenantId, driverId, staleBefore)).to.deep.equal({
        driverId, externalDriverId: undefined, integrationId: undefined, name: 'Ana', isActive: false, dutyStatus: undefined,
        hosDataSource: undefined, hosDataSyncedAt: undefined, hosStale: true, hosManualOverride: false,
      });
    });

    it('shows the override that is in force before the vendor’s word', async () => {
      const driverId = await fleet.given.driver(tenantId, 'D1');
      await fleet.given.snapshot(tenantId, driverId, snapshot('77', minutesBefore(fleet.given.now(), 60)));
      await fleet.given.override(tenantId, driverId, overrideOf(fleet.given.now()));
      const found = await fleet.driverQueries.find(tenantId, driverId, staleBefore);
      expect(found).to.include({ dutyStatus: 'ON_DUTY_NOT_DRIVING', hosDataSource: 'manual_override', hosManualOverride: true, hosStale: false });
    });

    it('finds neither an unknown driver nor another tenant’s', async () => {
      const driverId = await fleet.given.driver(tenantId, 'D1');
      expect(await fleet.driverQueries.find(tenantId, toDriverId('D2'), staleBefore)).to.equal(undefined);
      expect(await fleet.driverQueries.find(await fleet.given.tenant(), driverId, staleBefore)).to.equal(undefined);
    });
  });
}
