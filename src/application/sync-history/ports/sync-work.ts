import type { SyncOutcome } from '../../../domain/sync-history/sync-run.js';
import type { LeasedRun } from './sync-run-store.js';

/** Does the reading and storing of a run. */
export interface SyncWork {
  /** A vendor's failure is an outcome. Throws `LeaseLostError` when another process has taken over. */
  perform(run: LeasedRun, signal: AbortSignal): Promise<SyncOutcome>;
}
