import type { SyncLoads } from '../../application/fleet-data/sync-loads.js';
import type { SyncHos } from '../../application/hours-of-service/sync-hos.js';
import type { LeasedRun } from '../../application/sync-history/ports/sync-run-store.js';
import type { SyncWork } from '../../application/sync-history/ports/sync-work.js';
import type { SyncOutcome } from '../../domain/sync-history/sync-run.js';

/** Gives a run to the context that knows its kind. */
export class SyncWorkByType implements SyncWork {
  constructor(
    private readonly hos: SyncHos,
    private readonly loads: SyncLoads,
  ) {}

  perform({ syncType, lease, rosterConfirmed }: LeasedRun, signal: AbortSignal): Promise<SyncOutcome> {
    switch (syncType) {
      case 'hos':
        return this.hos.execute({ lease, rosterConfirmed }, signal);
      case 'loads':
        return this.loads.execute({ lease }, signal);
      case 'pems_pull':
        throw new Error(`No vendor of this installation is synced by ${syncType}.`);
    }
  }
}
