import type { SyncRun } from './sync-run.js';

/**
 * What to do about a change we were told of:
 *
 * - `covered`: nothing; a run that began afterwards has read it or is reading it
 * - `wait`: look again later; a run that began before is going on and may have passed the place that changed
 * - `start`: begin a run
 */
export type SyncDemand = 'covered' | 'wait' | 'start';

/** `latest` is the integration's run that began last. Both times are the store's. */
export function decideSync(toldAt: Date, latest: Pick<SyncRun, 'startedAt' | 'status'> | undefined): SyncDemand {
  if (latest === undefined) return 'start';
  if (latest.startedAt > toldAt) return 'covered';
  return latest.status === 'running' ? 'wait' : 'start';
}
