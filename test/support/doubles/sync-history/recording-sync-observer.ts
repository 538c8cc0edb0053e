import type { LeasedRun } from '../../../../src/application/sync-history/ports/sync-run-store.js';
import type { SyncObserver } from '../../../../src/application/sync-history/ports/sync-observer.js';
import type { SyncOutcome } from '../../../../src/domain/sync-history/sync-run.js';

/** Keeps what it was told, in order. */
export class RecordingSyncObserver implements SyncObserver {
  readonly told: { readonly run: LeasedRun; readonly outcome: SyncOutcome }[] = [];

  async finished(run: LeasedRun, outcome: SyncOutcome): Promise<void> {
    this.told.push({ run, outcome });
  }
}
