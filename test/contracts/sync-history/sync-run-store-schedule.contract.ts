import { expect } from 'chai';
import type { LeasedRun, SyncRunStore } from '../../../src/application/sync-history/ports/sync-run-store.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { GivenIntegration, OnFleet } from '../fleet-data/given-fleet.js';

interface Current {
  readonly fleet: OnFleet & { readonly runs: SyncRunStore };
  readonly tenantId: TenantId;
  /** Enabled, not due for an hour. */
  readonly integrationId: IntegrationId;
}

/** Runs that start because their time has come. */
export function describeDueRuns(current: () => Current): void {
  const secondsAgo = (seconds: number): Date => new Date(current().fleet.given.now().getTime() - seconds * 1000);
  const due = (seconds: number, more: Partial<GivenIntegration> = {}): Promise<IntegrationId> =>
    current().fleet.given.integration(current().tenantId, { vendor: `ELD_${seconds}`, nextSyncAt: secondsAgo(seconds), ...more });

  /** Due runs of this test's tenant. */
  async function startDue(limit = 1_000): Promise<readonly LeasedRun[]> {
    const { fleet, tenantId } = current();
    return (await fleet.runs.startDue(limit)).filter((run) => run.tenantId === tenantId);
  }

  it('starts what is due and nothing else, once', async () => {
    const id = await due(1);
    const [run, ...others] = await startDue();
    expect(others).to.deep.equal([]);
    expect(run).to.include({ integrationId: id, syncType: 'hos', trigger: 'schedule', rosterConfirmed: false });
    expect(await startDue()).to.deep.equal([]);
  });

  it('starts a TMS that is due, to read its loads', async () => {
    const id = await due(1, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' });
    expect((await startDue()).map(({ integrationId, syncType }) => [integrationId, syncType])).to.deep.equal([[id, 'loads']]);
  });

  it('is due next one interval after it was due, however late it started', async () => {
    const { fleet, tenantId } = current();
    const dueAt = secondsAgo(40);
    const id = await due(40, { nextSyncAt: dueAt, syncIntervalSeconds: 300 });
    await startDue();
    const { nextSyncAt } = await fleet.given.keptIntegration(tenantId, id);
    expect(nextSyncAt.getTime() - dueAt.getTime()).to.equal(300_000);
  });

  it('is due within one interval from now after hours of standing still', async () => {
    const { fleet, tenantId } = current();
    const id = await due(20_000, { syncIntervalSeconds: 300 });
    await startDue();
    const { nextSyncAt } = await fleet.given.keptIntegration(tenantId, id);
    expect(nextSyncAt.getTime() - fleet.given.now().getTime()).to.be.within(-5_000, 300_000);
  });

  it('leaves alone what is disabled, deleted, or not synced in the background', async () => {
    const { fleet, tenantId } = current();
    await due(1, { enabled: false });
    await fleet.given.deleteIntegration(tenantId, await due(2));
    await due(3, { integrationType: 'WEATHER' });
    expect(await startDue()).to.deep.equal([]);
  });

  it('starts no second run beside one that is going on', async () => {
    const { fleet, tenantId } = current();
    await fleet.given.lease(tenantId, await due(1));
    expect(await startDue()).to.deep.equal([]);
  });

  it('starts those first that have waited longest, no more than asked', async () => {
    const { fleet, tenantId } = current();
    const [short, long, longest] = [await due(50_001), await due(50_002), await due(50_003)];
    const first = await fleet.runs.startDue(2);
    expect(first.filter((run) => run.tenantId === tenantId).map(({ integrationId }) => integrationId)).to.have.members([long, longest]);
    expect((await startDue()).map(({ integrationId }) => integrationId)).to.deep.equal([short]);
  });
}
