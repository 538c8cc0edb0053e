import { expect } from 'chai';
import type { LeasedRun, SyncOrder, SyncRunStore } from '../../../src/application/sync-history/ports/sync-run-store.js';
import { toSyncRunId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { NO_RECORDS } from '../../../src/domain/sync-history/sync-run.js';
import type { SyncOutcome } from '../../../src/domain/sync-history/sync-run.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { describeDueRuns } from './sync-run-store-schedule.contract.js';

export interface OpenSyncRunStore extends OnFleet {
  readonly runs: SyncRunStore;
}

const COUNTS = { processed: 7, created: 1, updated: 4, failed: 2 };
export const SUCCESS: SyncOutcome = { status: 'success', counts: COUNTS, problem: undefined };
const FAILED: SyncOutcome = { status: 'failed', counts: COUNTS, problem: { code: 'unavailable', message: 'Samsara cannot be reached.' } };

export function orderFor(tenantId: TenantId, integrationId: IntegrationId, more: Partial<SyncOrder> = {}): SyncOrder {
  return { tenantId, integrationId, syncType: 'hos', trigger: 'manual', rosterConfirmed: false, ...more };
}

export async function startedRun(runs: SyncRunStore, order: SyncOrder): Promise<LeasedRun> {
  const started = await runs.start(order);
  if (started.kind !== 'started') throw new Error('A run is going on already.');
  return started.run;
}

/** What every `SyncRunStore` promises. Other tenants' runs may be there too. */
export function describeSyncRunStore(name: string, open: () => Promise<OpenSyncRunStore>): void {
  describe(`SyncRunStore: ${name}`, () => {
    let fleet: OpenSyncRunStore;
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      integrationId = await fleet.given.integration(tenantId);
    });

    afterEach(() => fleet.close());

    const start = (more: Partial<SyncOrder> = {}): Promise<LeasedRun> => startedRun(fleet.runs, orderFor(tenantId, integrationId, more));

    it('starts a run as ordered and finds it running', async () => {
      const run = await start({ trigger: 'webhook', rosterConfirmed: true });
      expect(run).to.include({ tenantId, integrationId, syncType: 'hos', trigger: 'webhook', rosterConfirmed: true });
      const { startedAt, ...found } = (await fleet.runs.find(tenantId, run.lease.runId))!;
      expect(found).to.deep.equal({
        id: run.lease.runId, tenantId, integrationId, syncType: 'hos', trigger: 'webhook', status: 'running',
        completedAt: undefined, counts: NO_RECORDS, problem: undefined,
      });
      expect(startedAt.getTime()).to.be.closeTo(fleet.given.now().getTime(), 5_000);
    });

    it('has one running run per integration: 20 starts at once make 1, which the others join', async () => {
      const order = orderFor(tenantId, integrationId);
      const started = await Promise.all(Array.from({ length: 20 }, () => fleet.runs.start(order)));
      const first = started.filter((one) => one.kind === 'started');
      const joined = started.filter((one) => one.kind === 'joined');
      expect([first.length, joined.length]).to.deep.equal([1, 19]);
      expect(new Set(joined.map(({ lease }) => lease.runId))).to.deep.equal(new Set([first[0]?.run.lease.runId]));
    });

    it('starts again once the run has ended, and beside another integration’s run', async () => {
      const first = await start();
      await fleet.runs.settle(first.lease, SUCCESS);
      expect((await start()).lease.runId).to.not.equal(first.lease.runId);
      const other = await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
      expect((await fleet.runs.start(orderFor(tenantId, other))).kind).to.equal('started');
    });

    it('settles a run once, and keeps its outcome', async () => {
      const { lease } = await start();
      expect(await fleet.runs.settle(lease, FAILED)).to.equal(true);
      expect(await fleet.runs.settle(lease, SUCCESS)).to.equal(false);
      const found = await fleet.runs.find(tenantId, lease.runId);
      expect(found).to.deep.include({ status: 'failed', counts: COUNTS, problem: FAILED.problem });
      expect(found?.completedAt?.getTime()).to.be.at.least(found?.startedAt.getTime() ?? Infinity);
    });

    for (const status of ['success', 'partial'] as const) {
      it(`keeps a ${status} on the integration: it was reached`, async () => {
        await fleet.runs.settle((await start()).lease, { ...SUCCESS, status });
        const { condition, lastSyncAt, lastSuccessAt, lastErrorAt } = await fleet.given.keptIntegration(tenantId, integrationId);
        expect({ condition, lastErrorAt }).to.deep.equal({ condition: 'reached', lastErrorAt: undefined });
        expect(lastSyncAt?.getTime()).to.be.closeTo(fleet.given.now().getTime(), 5_000);
        expect(lastSuccessAt).to.deep.equal(lastSyncAt);
      });
    }

    it('keeps a failure on the integration, with its safe text', async () => {
      await fleet.runs.settle((await start()).lease, FAILED);
      const { condition, lastSyncAt, lastSuccessAt, lastErrorAt, lastErrorMessage } = await fleet.given.keptIntegration(tenantId, integrationId);
      expect({ condition, lastSuccessAt, lastErrorMessage }).to.deep.equal({
        condition: 'failing', lastSuccessAt: undefined, lastErrorMessage: 'Samsara cannot be reached.',
      });
      expect(lastErrorAt).to.deep.equal(lastSyncAt);
    });

    it('finds neither an unknown run nor another tenant’s', async () => {
      const { lease } = await start();
      expect(await fleet.runs.find(tenantId, toSyncRunId('00000000-0000-4000-8000-000000000000'))).to.equal(undefined);
      expect(await fleet.runs.find(await fleet.given.tenant(), lease.runId)).to.equal(undefined);
    });

    it('has a latest run once there is one: the running one, else the last that began', async () => {
      const latest = async (): Promise<unknown> => (await fleet.runs.latest(tenantId, integrationId))?.id;
      expect(await latest()).to.equal(undefined);
      const first = await start();
      expect(await fleet.runs.latest(tenantId, integrationId)).to.deep.equal(await fleet.runs.find(tenantId, first.lease.runId));
      await fleet.runs.settle(first.lease, SUCCESS);
      expect(await latest()).to.equal(first.lease.runId);
      const second = await start();
      expect(await latest()).to.equal(second.lease.runId);
      await fleet.runs.settle(second.lease, FAILED);
      const other = await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
      await fleet.runs.start(orderFor(tenantId, other));
      expect(await fleet.runs.latest(tenantId, integrationId)).to.include({ id: second.lease.runId, status: 'failed' });
      expect(await fleet.runs.latest(await fleet.given.tenant(), integrationId)).to.equal(undefined);
    });

    describeLeases(() => ({ fleet, start }));
    describeDueRuns(() => ({ fleet, tenantId, integrationId }));
  });
}

function describeLeases(current: () => { readonly fleet: OpenSyncRunStore; readonly start: () => Promise<LeasedRun> }): void {
  const takenBy = async (fleet: OpenSyncRunStore, lease: WorkLease): Promise<LeasedRun | undefined> =>
    (await fleet.runs.takeOver(1_000)).find((run) => run.lease.runId === lease.runId);

  it('hands a run over only when its lease has run out, and to one', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    expect(await takenBy(fleet, lease)).to.equal(undefined);
    await fleet.given.expire(lease);
    const taken = await takenBy(fleet, lease);
    expect(taken).to.include({ tenantId: lease.tenantId, integrationId: lease.integrationId });
    expect(taken?.lease.fencing).to.equal(lease.fencing + 1);
    expect(await takenBy(fleet, lease)).to.equal(undefined);
  });

  it('takes over no more than asked, and nothing when asked for 0', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    await fleet.given.expire(lease);
    expect(await fleet.runs.takeOver(0)).to.deep.equal([]);
    expect(await takenBy(fleet, lease)).to.not.equal(undefined);
  });

  it('extends a lease with each heartbeat, also one that had run out and was not taken', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    await fleet.given.expire(lease);
    expect(await fleet.runs.heartbeat(lease)).to.equal(true);
    expect(await takenBy(fleet, lease)).to.equal(undefined);
  });

  it('does nothing for an old holder: heartbeat, settling and handing back change nothing', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    await fleet.given.expire(lease);
    const taken = await takenBy(fleet, lease);
    expect(await fleet.runs.heartbeat(lease)).to.equal(false);
    expect(await fleet.runs.settle(lease, FAILED)).to.equal(false);
    await fleet.runs.handBack(lease);
    expect(await takenBy(fleet, lease)).to.equal(undefined);
    expect(await fleet.runs.find(lease.tenantId, lease.runId)).to.include({ status: 'running' });
    expect(await fleet.given.keptIntegration(lease.tenantId, lease.integrationId)).to.include({ condition: 'unreached' });
    expect(await fleet.runs.settle(taken!.lease, SUCCESS)).to.equal(true);
  });

  it('lets another process take a run that was handed back at once', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    await fleet.runs.handBack(lease);
    expect((await takenBy(fleet, lease))?.lease.fencing).to.equal(lease.fencing + 1);
  });

  it('neither beats nor hands back a run that has ended', async () => {
    const { fleet, start } = current();
    const { lease } = await start();
    await fleet.runs.settle(lease, SUCCESS);
    expect(await fleet.runs.heartbeat(lease)).to.equal(false);
    await fleet.runs.handBack(lease);
    expect(await takenBy(fleet, lease)).to.equal(undefined);
  });
}
