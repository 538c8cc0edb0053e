import { LeaseLostError } from '../../domain/shared/domain-error.js';
import { NO_RECORDS } from '../../domain/sync-history/sync-run.js';
import type { SyncOutcome } from '../../domain/sync-history/sync-run.js';
import type { Logger } from '../shared/logger.js';
import type { Metrics } from '../shared/metrics.js';
import type { Timer } from '../shared/timer.js';
import type { LeasedRun, SyncRunStore } from './ports/sync-run-store.js';
import type { SyncObserver } from './ports/sync-observer.js';
import type { SyncWork } from './ports/sync-work.js';

/** Carries out a leased run: work, heartbeat beside it, outcome. Used for scheduled, manual and taken-over runs alike. */
export class PerformSyncRun {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly runs: SyncRunStore,
    private readonly work: SyncWork,
    private readonly observer: SyncObserver,
    private readonly timer: Timer,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
    /** Well below the lease, so that one late beat does not lose it. */
    private readonly heartbeatMs: number,
  ) {}

  /** How many runs this process is carrying out. */
  get running(): number {
    return this.#running.size;
  }

  /** Never rejects. When `stop` aborts, the run is handed back for another process to take over. */
  execute(run: LeasedRun, stop: AbortSignal): Promise<void> {
    const running = this.carryOut(run, stop).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Resolves when every run this process holds has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  private async carryOut(run: LeasedRun, stop: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const finished = new AbortController();
    const beating = this.beat(run, lost, finished.signal);
    try {
      const outcome = await this.outcomeOf(run, AbortSignal.any([lost.signal, stop]));
      if (stop.aborted) await this.runs.handBack(run.lease);
      else if (await this.runs.settle(run.lease, outcome)) await this.report(run, outcome);
      else throw new LeaseLostError();
    } catch (error) {
      this.logger.warn('sync.not-settled', { ...fieldsOf(run), reason: error instanceof Error ? error.name : 'unknown' });
    } finally {
      finished.abort();
      await beating;
    }
  }

  private async outcomeOf(run: LeasedRun, signal: AbortSignal): Promise<SyncOutcome> {
    try {
      return await this.work.perform(run, signal);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      this.logger.error('sync.crashed', { ...fieldsOf(run), error });
      const problem = { code: 'internal-error', message: 'The sync failed inside this service. Its operators have been told.' };
      return { status: 'failed', counts: NO_RECORDS, problem };
    }
  }

  private async beat(run: LeasedRun, lost: AbortController, finished: AbortSignal): Promise<void> {
    for (;;) {
      await this.timer.sleep(this.heartbeatMs, finished);
      if (finished.aborted) return;
      try {
        if (await this.runs.heartbeat(run.lease)) continue;
        return lost.abort();
      } catch {
        this.logger.warn('sync.heartbeat-failed', fieldsOf(run));
      }
    }
  }

  private async report(run: LeasedRun, outcome: SyncOutcome): Promise<void> {
    const { status, counts, problem } = outcome;
    this.metrics.syncRun(status);
    const fields = { ...fieldsOf(run), status, ...counts, problem: problem?.code };
    if (status === 'success') this.logger.info('sync.finished', fields);
    else this.logger.warn('sync.finished', fields);
    await this.observer.finished(run, outcome);
  }
}

function fieldsOf({ tenantId, integrationId, trigger, lease }: LeasedRun): Record<string, unknown> {
  return { tenantId, integrationId, trigger, syncId: lease.runId };
}
