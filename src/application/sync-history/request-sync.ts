import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { WorkLease } from '../../domain/shared/work-lease.js';
import type { SyncRun } from '../../domain/sync-history/sync-run.js';
import type { Timer } from '../shared/timer.js';
import type { PerformSyncRun } from './perform-sync-run.js';
import type { SyncRunStore } from './ports/sync-run-store.js';
import type { SyncTargets } from './ports/sync-targets.js';

const PATIENCE_MS = 25_000;
const POLL_MS = 200;

export interface RequestSyncInput {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly rosterConfirmed: boolean;
}

/** A sync somebody asked for. A second request joins the run that is going on, on whatever replica. */
export class RequestSync {
  constructor(
    private readonly targets: SyncTargets,
    private readonly runs: SyncRunStore,
    private readonly perform: PerformSyncRun,
    private readonly timer: Timer,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * The run, finished or, after 25 seconds or when the service stops, still running.
   * Throws `IntegrationNotFoundError`, `IntegrationDisabledError`, `SyncNotSupportedError`.
   */
  async execute({ tenantId, integrationId, rosterConfirmed }: RequestSyncInput): Promise<SyncRun> {
    const syncType = await this.targets.get(tenantId, integrationId);
    const order = { tenantId, integrationId, syncType, trigger: 'manual', rosterConfirmed } as const;
    const started = await this.runs.start(order);
    if (started.kind === 'joined') return this.watch(started.lease, PATIENCE_MS);
    const waiting = new AbortController();
    const finished = this.perform.execute(started.run, this.stop);
    await Promise.race([finished, this.timer.sleep(PATIENCE_MS, waiting.signal)]);
    waiting.abort();
    return this.watch(started.run.lease, 0);
  }

  private async watch(lease: WorkLease, patienceMs: number): Promise<SyncRun> {
    for (let left = patienceMs; ; left -= POLL_MS) {
      const run = await this.runs.find(lease.tenantId, lease.runId);
      if (run === undefined) throw new Error('A sync run has vanished.');
      if (run.status !== 'running' || left <= 0 || this.stop.aborted) return run;
      await this.timer.sleep(POLL_MS, this.stop);
    }
  }
}
