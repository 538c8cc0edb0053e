import type { SyncRun } from './sync-run.js';

/**
 * What a change asks for that we were told of: `covered` has been or is being read by a run that began afterwards; `wait`: the run
 * that is going on began before and may have read already what changed; `start` a run.
 */
export type SyncDemand = 'covered' | 'wait' | 'start';

/** `latest` is the integration's run that began last. Both times are the store's. */
export function decideSync(toldAt: Date, latest: Pick<SyncRun, 'startedAt' | 'status'> | undefined): SyncDemand {
  if (latest === undefined) return 'start';
  if (latest.startedAt > toldAt) return 'covered';
  return latest.status === 'running' ? 'wait' : 'start';
}
