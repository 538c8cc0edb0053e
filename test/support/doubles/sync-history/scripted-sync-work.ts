import type { LeasedRun } from '../../../../src/application/sync-history/ports/sync-run-store.js';
import type { SyncWork } from '../../../../src/application/sync-history/ports/sync-work.js';
import { NO_RECORDS } from '../../../../src/domain/sync-history/sync-run.js';
import type { SyncOutcome } from '../../../../src/domain/sync-history/sync-run.js';

export const SUCCEEDED: SyncOutcome = { status: 'success', counts: { ...NO_RECORDS, processed: 3 }, problem: undefined };
export const ABORTED: SyncOutcome = { status: 'failed', counts: NO_RECORDS, problem: { code: 'timeout', message: 'Stopped.' } };

interface Performance {
  readonly run: LeasedRun;
  readonly signal: AbortSignal;
  finish(outcome: SyncOutcome): void;
  crash(error: Error): void;
}

/** Work that lasts until a test ends it. Aborted, it answers as a vendor does whose request was given up. */
export class ScriptedSyncWork implements SyncWork {
  readonly performances: Performance[] = [];

  perform(run: LeasedRun, signal: AbortSignal): Promise<SyncOutcome> {
    return new Promise((resolve, reject) => {
      this.performances.push({ run, signal, finish: resolve, crash: reject });
      signal.addEventListener('abort', () => { resolve(ABORTED); });
    });
  }

  /** The last one that began. */
  get latest(): Performance {
    const latest = this.performances.at(-1);
    if (latest === undefined) throw new Error('No work has begun.');
    return latest;
  }
}
