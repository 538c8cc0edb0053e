import { expect } from 'chai';
import type { LeasedRun, SyncRunStore } from '../../../src/application/sync-history/ports/sync-run-store.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexSyncRunStore } from '../../../src/infrastructure/persistence/sync-history/knex-sync-run-store.js';
import { RandomIdGenerator } from '../../../src/infrastructure/runtime/system.js';
import { minutesBefore, observation, snapshot } from '../../contracts/hours-of-service/hos-examples.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { rejectionOf } from '../../support/rejection.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';

const FLEETS = 50;

describe('Two replicas that claim sync runs', () => {
  const { open, file } = useFleetDatabase();
  let second: Database;
  let claimers: readonly [SyncRunStore, SyncRunStore];

  before(async () => {
    second = openTestPool(file().ownerUrl);
    claimers = [(await open()).runs, new KnexSyncRunStore(second, new RandomIdGenerator(), 30)];
  });

  after(() => second.close());

  /** Both take batches of 8, at once, until neither gets any more. */
  async function claimAll(claim: (store: SyncRunStore) => Promise<readonly LeasedRun[]>): Promise<readonly LeasedRun[]> {
    const taken: LeasedRun[] = [];
    for (;;) {
      const batches = await Promise.all(claimers.map(claim));
      const batch = batches.flat();
      if (batch.length === 0) return taken;
      taken.push(...batch);
    }
  }

  it(`take ${FLEETS} due integrations exactly once each`, async () => {
    const { given } = await open();
    const ids: IntegrationId[] = [];
    for (let index = 0; index < FLEETS; index += 1) {
      ids.push(await given.integration(await given.tenant(), { nextSyncAt: minutesBefore(given.now(), 1) }));
    }
    const taken = await claimAll((store) => store.startDue(8));
    expect(taken.map(({ integrationId }) => integrationId)).to.have.members(ids).and.to.have.length(FLEETS);
  });

  it(`take over ${FLEETS} runs that were left exactly once each`, async () => {
    const { given } = await open();
    const leases = [];
    for (let index = 0; index < FLEETS; index += 1) {
      const tenantId = await given.tenant();
      const lease = await given.lease(tenantId, await given.integration(tenantId));
      await given.expire(lease);
      leases.push(lease);
    }
    const taken = await claimAll((store) => store.takeOver(8));
    expect(taken.map(({ lease }) => lease.runId)).to.have.members(leases.map(({ runId }) => runId)).and.to.have.length(FLEETS);
  });

  it('an old holder’s page of hours changes nothing once the run was taken over', async () => {
    const { given, snapshots } = await open();
    const tenantId = await given.tenant();
    const integrationId = await given.integration(tenantId);
    await given.driver(tenantId, 'ana', { link: { integrationId, externalDriverId: '1' } });
    const before = snapshot('1', minutesBefore(given.now(), 1));
    await given.snapshot(tenantId, toDriverId('ana'), before);
    const lease = await given.lease(tenantId, integrationId);
    await given.expire(lease);
    const [taken] = await claimers[1].takeOver(1);
    const page = { tenantId, integrationId, dataSource: 'samsara_eld', observations: [observation('1', given.now())] };
    expect(await rejectionOf(snapshots.store(page, lease))).to.be.instanceOf(LeaseLostError);
    expect(await given.keptSnapshot(tenantId, 'ana')).to.deep.equal(before);
    expect(await snapshots.store(page, taken?.lease)).to.deep.equal({ known: 1, written: 1 });
  });
});
