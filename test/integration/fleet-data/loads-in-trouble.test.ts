import { expect } from 'chai';
import type { LoadSource } from '../../../src/application/fleet-data/ports/load-source.js';
import type { LoadSources } from '../../../src/application/fleet-data/ports/load-sources.js';
import { ReadActiveLoads } from '../../../src/application/fleet-data/read-active-loads.js';
import { SyncLoads } from '../../../src/application/fleet-data/sync-loads.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { SystemClock } from '../../../src/infrastructure/runtime/system.js';
import { assignedLoad, loadSeen } from '../../contracts/fleet-data/load-examples.js';
import { rejectionOf } from '../../support/rejection.js';
import { useFleetDatabase } from './fleet-on-database.js';
import type { FleetOnDatabase } from './fleet-on-database.js';

const SEEN = new Date('2026-03-02T08:00:00.000Z');
const AGAIN = new Date('2026-03-02T08:05:00.000Z');
const IDS = Array.from({ length: 1_000 }, (_, index) => `L${index}`);

describe('Loads on PostgreSQL, in trouble', function () {
  this.timeout(20_000);
  const { open } = useFleetDatabase();
  let fleet: FleetOnDatabase;
  let tenantId: TenantId;
  let integrationId: IntegrationId;

  beforeEach(async () => {
    fleet = await open();
    tenantId = await fleet.given.tenant();
    integrationId = await fleet.given.integration(tenantId, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' });
  });

  const stored = async (): Promise<readonly string[]> =>
    (await fleet.loadQueries.list(tenantId, 'all', { limit: 1_000, offset: 0 })).items.map(({ loadId }) => loadId);

  function syncFrom(source: LoadSource): SyncLoads {
    const sources: LoadSources = { list: () => Promise.resolve([]), open: () => Promise.resolve({ source, dataSource: 'truckbase_tms' }) };
    return new SyncLoads(sources, new ReadActiveLoads(fleet.loadStore, fleet.assignableDrivers, new SystemClock()));
  }

  it('a run that is fenced off between two pages writes nothing more, while the new holder stores all', async () => {
    const lease = await fleet.given.lease(tenantId, integrationId);
    const calm: LoadSource = {
      async *activeLoads() {
        yield { loads: [loadSeen('L1', AGAIN), loadSeen('L2', AGAIN)], unreadable: 0 };
      },
      load: () => Promise.resolve(undefined),
      drivers: () => Promise.resolve([]),
    };
    const interrupted: LoadSource = {
      ...calm,
      async *activeLoads() {
        yield { loads: [loadSeen('L1', SEEN)], unreadable: 0 };
        await fleet.given.takeAway(lease);
        expect(await syncFrom(calm).execute({ lease: { ...lease, fencing: lease.fencing + 1 } }, new AbortController().signal)).to.include({ status: 'success' });
        yield { loads: [loadSeen('L3', AGAIN)], unreadable: 0 };
      },
    };
    expect(await rejectionOf(syncFrom(interrupted).execute({ lease }, new AbortController().signal))).to.be.instanceOf(LeaseLostError);
    expect(await stored()).to.deep.equal(['L1', 'L2']);
  });

  it('a run that is fenced off before it begins writes no load', async () => {
    const lease = await fleet.given.lease(tenantId, integrationId);
    await fleet.given.takeAway(lease);
    const source: LoadSource = {
      async *activeLoads() {
        yield { loads: [loadSeen('L1', SEEN)], unreadable: 0 };
      },
      load: () => Promise.resolve(undefined),
      drivers: () => Promise.resolve([]),
    };
    expect(await rejectionOf(syncFrom(source).execute({ lease }, new AbortController().signal))).to.be.instanceOf(LeaseLostError);
    expect(await stored()).to.deep.equal([]);
    expect((await fleet.loadQueries.listReadTimes(tenantId)).size).to.equal(0);
  });

  it('8 writers of the same 1,000 loads in different orders create each load once and none fails', async () => {
    const writes = Array.from({ length: 8 }, (_, writer) => {
      const turned = [...IDS.slice(writer * 120), ...IDS.slice(0, writer * 120)];
      const loads = (writer % 2 === 0 ? turned : turned.toReversed()).map((id) => assignedLoad(id, SEEN));
      return fleet.loadStore.save({ tenantId, integrationId, dataSource: 'truckbase_tms', loads });
    });
    const saved = await Promise.all(writes);
    expect(saved.reduce((sum, { created }) => sum + created, 0)).to.equal(IDS.length);
    expect(saved.map(({ failed }) => failed)).to.deep.equal(saved.map(() => 0));
    expect(await stored()).to.have.length(IDS.length);
  });

  it('8 writers of stored loads, older news among them: the newest wins everywhere', async () => {
    await fleet.loadStore.save({ tenantId, integrationId, dataSource: 'truckbase_tms', loads: IDS.map((id) => assignedLoad(id, SEEN)) });
    const writes = Array.from({ length: 8 }, (_, writer) => {
      const seen = { asOf: new Date(AGAIN.getTime() + writer * 1_000), totalMiles: writer };
      const loads = (writer % 2 === 0 ? IDS : IDS.toReversed()).map((id) => assignedLoad(id, seen.asOf, seen));
      return fleet.loadStore.save({ tenantId, integrationId, dataSource: 'truckbase_tms', loads });
    });
    await Promise.all(writes.toReversed());
    const { items } = await fleet.loadQueries.list(tenantId, 'all', { limit: 1_000, offset: 0 });
    expect(new Set(items.map(({ totalMiles }) => totalMiles))).to.deep.equal(new Set([7]));
  });

  it('a time from the future, of a replica whose clock is wrong, does not keep newer news out', async () => {
    const save = (asOf: Date, totalMiles: number) =>
      fleet.loadStore.save({ tenantId, integrationId, dataSource: 'truckbase_tms', loads: [assignedLoad('L1', asOf, { totalMiles })] });
    const now = new Date();
    await save(new Date(now.getTime() + 3_600_000), 1);
    expect(await save(now, 2)).to.include({ updated: 1 });
    await save(new Date(now.getTime() + 60_000), 3);
    expect(await save(now, 4)).to.include({ updated: 0 });
    const { items } = await fleet.loadQueries.list(tenantId, 'all', { limit: 1, offset: 0 });
    expect(items[0]).to.include({ totalMiles: 3 });
  });

  it('two accounts that see a new load of the same id at once keep one each', async () => {
    const other = await fleet.given.integration(tenantId, { vendor: 'MCLEOD_TMS', integrationType: 'TMS' });
    const loads = IDS.map((id) => assignedLoad(id, SEEN));
    const saved = await Promise.all([integrationId, other].map((account) => fleet.loadStore.save({ tenantId, integrationId: account, dataSource: 'tms', loads })));
    expect(saved.map(({ created, failed }) => [created, failed])).to.deep.equal([[IDS.length, 0], [IDS.length, 0]]);
  });
});
