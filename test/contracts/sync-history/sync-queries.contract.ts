import { expect } from 'chai';
import type { SyncQueries } from '../../../src/application/sync-history/ports/sync-queries.js';
import type { SyncRunStore } from '../../../src/application/sync-history/ports/sync-run-store.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { durationOf, NO_RECORDS } from '../../../src/domain/sync-history/sync-run.js';
import type { SyncOutcome } from '../../../src/domain/sync-history/sync-run.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { orderFor, startedRun } from './sync-run-store.contract.js';

export interface OpenSyncQueries extends OnFleet {
  readonly runs: SyncRunStore;
  readonly syncQueries: SyncQueries;
}

const PAGE = { limit: 50, offset: 0 };
const NOTHING = { total: 0, successful: 0, partial: 0, failed: 0, recordsProcessed: 0, durationMs: 0 };

const outcome = (status: SyncOutcome['status'], processed: number): SyncOutcome =>
  ({ status, counts: { ...NO_RECORDS, processed }, problem: status === 'success' ? undefined : { code: 'timeout', message: 'Too slow.' } });

/** What every `SyncQueries` promises. */
export function describeSyncQueries(name: string, open: () => Promise<OpenSyncQueries>): void {
  describe(`SyncQueries: ${name}`, () => {
    let fleet: OpenSyncQueries;
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      integrationId = await fleet.given.integration(tenantId);
    });

    afterEach(() => fleet.close());

    async function runs(...outcomes: readonly SyncOutcome[]): Promise<readonly string[]> {
      const ids: string[] = [];
      for (const one of outcomes) {
        const { lease } = await startedRun(fleet.runs, orderFor(tenantId, integrationId));
        await fleet.runs.settle(lease, one);
        ids.push(lease.runId);
      }
      return ids;
    }

    it('lists runs newest first, a page at a time, each as the store has it', async () => {
      const ids = await runs(outcome('success', 1), outcome('failed', 0), outcome('partial', 2));
      const whole = await fleet.syncQueries.list(tenantId, integrationId, PAGE);
      expect(whole.items.map(({ id }) => id)).to.deep.equal(ids.toReversed());
      for (const run of whole.items) expect(run).to.deep.equal(await fleet.runs.find(tenantId, run.id));
      const second = await fleet.syncQueries.list(tenantId, integrationId, { limit: 1, offset: 1 });
      expect([second.items.map(({ id }) => id), second.total]).to.deep.equal([[ids[1]], 3]);
    });

    it('sums up: partial is no success, averages come from successful and partial runs only', async () => {
      await runs(outcome('success', 10), outcome('success', 20), outcome('partial', 5), outcome('failed', 1_000));
      await startedRun(fleet.runs, orderFor(tenantId, integrationId));
      const { durationMs, ...totals } = await fleet.syncQueries.totals(tenantId, integrationId);
      expect(totals).to.deep.equal({ total: 5, successful: 2, partial: 1, failed: 1, recordsProcessed: 35 });
      const { items } = await fleet.syncQueries.list(tenantId, integrationId, PAGE);
      const delivering = items.filter(({ status }) => status === 'success' || status === 'partial');
      const expected = delivering.reduce((sum, run) => sum + (durationOf(run) ?? NaN), 0);
      expect(durationMs).to.be.closeTo(expected, delivering.length);
    });

    it('has nothing of an integration that never ran', async () => {
      expect(await fleet.syncQueries.list(tenantId, integrationId, PAGE)).to.deep.equal({ items: [], total: 0 });
      expect(await fleet.syncQueries.totals(tenantId, integrationId)).to.deep.equal(NOTHING);
    });

    it('shows neither another integration’s runs nor another tenant’s', async () => {
      await runs(outcome('success', 1));
      const other = await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
      const foreign = await fleet.given.tenant();
      for (const [whose, which] of [[tenantId, other], [foreign, integrationId]] as const) {
        expect((await fleet.syncQueries.list(whose, which, PAGE)).total).to.equal(0);
        expect(await fleet.syncQueries.totals(whose, which)).to.deep.equal(NOTHING);
      }
    });

    it('keeps the history of a deleted integration', async () => {
      await runs(outcome('success', 1));
      await fleet.given.deleteIntegration(tenantId, integrationId);
      expect((await fleet.syncQueries.list(tenantId, integrationId, PAGE)).total).to.equal(1);
    });
  });
}
