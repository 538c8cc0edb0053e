import type { LeasedRun, SyncRunStore } from './ports/sync-run-store.js';
import type { PerformSyncRun } from './perform-sync-run.js';

/** Most syncs that run in one process at a time; other replicas take the rest. */
const CONCURRENT = 8;

/** One scan: takes over what another process left, starts what is due. */
export class RunDueSyncs {
  constructor(
    private readonly runs: SyncRunStore,
    private readonly perform: PerformSyncRun,
  ) {}

  /** Starts runs, returns how many, and does not wait for them. `mayStart` is false outside the sync schedule. */
  async execute(mayStart: boolean, stop: AbortSignal): Promise<number> {
    const taken = await this.runs.takeOver(this.free());
    this.begin(taken, stop);
    const due = mayStart && this.free() > 0 ? await this.runs.startDue(this.free()) : [];
    this.begin(due, stop);
    return taken.length + due.length;
  }

  private free(): number {
    return Math.max(0, CONCURRENT - this.perform.running);
  }

  private begin(runs: readonly LeasedRun[], stop: AbortSignal): void {
    for (const run of runs) void this.perform.execute(run, stop);
  }
}
