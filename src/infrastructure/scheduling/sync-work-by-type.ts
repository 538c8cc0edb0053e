import type { SyncHos } from '../../application/hours-of-service/sync-hos.js';
import type { LeasedRun } from '../../application/sync-history/ports/sync-run-store.js';
import type { SyncWork } from '../../application/sync-history/ports/sync-work.js';
import type { SyncOutcome } from '../../domain/sync-history/sync-run.js';

/** Gives a run to the context that knows its kind. */
export class SyncWorkByType implements SyncWork {
  constructor(private readonly hos: SyncHos) {}

  perform({ syncType, lease, rosterConfirmed }: LeasedRun, signal: AbortSignal): Promise<SyncOutcome> {
    if (syncType === 'hos') return this.hos.execute({ lease, rosterConfirmed }, signal);
    throw new Error(`No vendor of this installation is synced by ${syncType}.`);
  }
}
