import type { SyncOutcome } from '../../../domain/sync-history/sync-run.js';
import type { LeasedRun } from './sync-run-store.js';

/** Told about every run that has been settled. */
export interface SyncObserver {
  finished(run: LeasedRun, outcome: SyncOutcome): Promise<void>;
}
