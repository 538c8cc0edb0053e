import type { IdGenerator } from '../../../../src/application/shared/id-generator.js';
import type { LeasedRun, SyncOrder, SyncRunStore } from '../../../../src/application/sync-history/ports/sync-run-store.js';
import { nextSyncAt, phaseOf } from '../../../../src/domain/integrations/sync-schedule.js';
import type { IntegrationType } from '../../../../src/domain/integrations/vendor-description.js';
import { toSyncRunId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import { NO_RECORDS } from '../../../../src/domain/sync-history/sync-run.js';
import type { SyncOutcome, SyncRun, SyncType } from '../../../../src/domain/sync-history/sync-run.js';
import type { RunRecord } from '../fleet-data/fleet-rows.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

const LONG_AGO = new Date(0);
/** What is synced in the background. */
const SYNC_TYPES: Readonly<Partial<Record<IntegrationType, SyncType>>> = { HOS_ELD: 'hos', TMS: 'loads' };

export class InMemorySyncRunStore implements SyncRunStore {
  constructor(
    private readonly state: FleetState,
    private readonly ids: IdGenerator,
    private readonly leaseSeconds = 30,
  ) {}

  async start(order: SyncOrder): ReturnType<SyncRunStore['start']> {
    const running = this.runningOf(order.integrationId);
    if (running !== undefined) return { kind: 'joined', lease: toLeasedRun(running).lease };
    return { kind: 'started', run: this.insert(order) };
  }

  async startDue(limit: number): Promise<readonly LeasedRun[]> {
    const now = this.state.clock.now();
    const due = this.state.integrations
      .filter(({ enabled, deleted, integrationType }) => enabled && !deleted && SYNC_TYPES[integrationType] !== undefined)
      .filter((one) => one.nextSyncAt <= now && this.runningOf(one.id) === undefined)
      .sort((a, b) => a.nextSyncAt.getTime() - b.nextSyncAt.getTime())
      .slice(0, limit);
    return due.map(({ tenantId, id, integrationType, syncIntervalSeconds, nextSyncAt: dueAt }) => {
      const next = nextSyncAt({ dueAt, intervalSeconds: syncIntervalSeconds, now, phase: phaseOf(id) });
      this.state.changeIntegration(id, { nextSyncAt: next });
      const syncType = SYNC_TYPES[integrationType] ?? 'hos';
      return this.insert({ tenantId, integrationId: id, syncType, trigger: 'schedule', rosterConfirmed: false });
    });
  }

  async takeOver(limit: number): Promise<readonly LeasedRun[]> {
    const now = this.state.clock.now();
    const expired = this.state.runs.filter((run) => run.status === 'running' && run.leaseUntil !== undefined && run.leaseUntil < now);
    return expired.slice(0, Math.max(0, limit)).map((run) => {
      const taken = { ...run, fencing: run.fencing + 1, leaseUntil: this.leaseEnd() };
      this.state.changeRun(run.id, taken);
      return toLeasedRun(taken);
    });
  }

  async heartbeat(lease: WorkLease): Promise<boolean> {
    const held = this.state.held(lease);
    if (held === undefined) return false;
    this.state.changeRun(held.id, { leaseUntil: this.leaseEnd() });
    return true;
  }

  async settle(lease: WorkLease, { status, counts, problem }: SyncOutcome): Promise<boolean> {
    if (this.state.held(lease) === undefined) return false;
    const now = this.state.clock.now();
    this.state.changeRun(lease.runId, { status, counts, problem, completedAt: now, leaseUntil: undefined });
    const outcome =
      status === 'failed'
        ? ({ condition: 'failing', lastErrorAt: now, lastErrorMessage: problem?.message } as const)
        : ({ condition: 'reached', lastSuccessAt: now } as const);
    this.state.changeIntegration(lease.integrationId, { lastSyncAt: now, ...outcome });
    return true;
  }

  async handBack(lease: WorkLease): Promise<void> {
    const held = this.state.held(lease);
    if (held !== undefined) this.state.changeRun(held.id, { leaseUntil: LONG_AGO });
  }

  async find(tenantId: TenantId, runId: WorkLease['runId']): Promise<SyncRun | undefined> {
    const run = this.state.runs.find((one) => one.tenantId === tenantId && one.id === runId);
    return run && toSyncRun(run);
  }

  async latest(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncRun | undefined> {
    const runs = this.state.runs.filter((run) => run.tenantId === tenantId && run.integrationId === integrationId);
    // Of two that began in the same instant the later added one.
    const latest = runs.reduce<RunRecord | undefined>((last, run) => (last !== undefined && last.startedAt > run.startedAt ? last : run), undefined);
    return latest && toSyncRun(latest);
  }

  private runningOf(integrationId: SyncOrder['integrationId']): RunRecord | undefined {
    return this.state.runs.find((run) => run.integrationId === integrationId && run.status === 'running');
  }

  private insert(order: SyncOrder): LeasedRun {
    const run: RunRecord = {
      ...order,
      id: toSyncRunId(this.ids.next()),
      status: 'running',
      startedAt: this.state.clock.now(),
      completedAt: undefined,
      counts: NO_RECORDS,
      problem: undefined,
      fencing: 1,
      leaseUntil: this.leaseEnd(),
    };
    this.state.runs = [...this.state.runs, run];
    return toLeasedRun(run);
  }

  private leaseEnd(): Date {
    return new Date(this.state.clock.now().getTime() + this.leaseSeconds * 1000);
  }
}

function toLeasedRun({ id, tenantId, integrationId, syncType, trigger, rosterConfirmed, fencing }: RunRecord): LeasedRun {
  const lease = { tenantId, integrationId, runId: id, fencing };
  return { tenantId, integrationId, syncType, trigger, rosterConfirmed, lease };
}

export function toSyncRun(record: RunRecord): SyncRun {
  const { rosterConfirmed: _confirmed, fencing: _fencing, leaseUntil: _leaseUntil, ...run } = record;
  return run;
}
