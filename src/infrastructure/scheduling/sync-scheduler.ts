import { createTask } from 'node-cron';
import type { Clock } from '../../application/shared/clock.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Timer } from '../../application/shared/timer.js';
import type { RunDueSyncs } from '../../application/sync-history/run-due-syncs.js';
import { runEvery } from './run-every.js';

export interface SyncSchedulerOptions {
  readonly scanSeconds: number;
  /** Cron text, UTC: syncs start only in minutes it names. */
  readonly schedule: string;
}

/** Looks for due syncs every few seconds. Every replica does; leases decide who gets which. */
export class SyncScheduler {
  readonly #mayStart: (now: Date) => boolean;

  constructor(
    private readonly syncs: RunDueSyncs,
    private readonly clock: Clock,
    private readonly timer: Timer,
    private readonly logger: Logger,
    private readonly options: SyncSchedulerOptions,
  ) {
    this.#mayStart = minuteMatcher(options.schedule);
  }

  /** Scans until `stop` aborts. Never rejects. */
  run(stop: AbortSignal): Promise<void> {
    const work = (): Promise<number> => this.syncs.execute(this.#mayStart(this.clock.now()), stop);
    return runEvery({ name: 'sync-scan', seconds: this.options.scanSeconds, work }, this.timer, this.logger, stop);
  }
}

/** Whether the minute a moment lies in is one the cron text names. */
export function minuteMatcher(schedule: string): (now: Date) => boolean {
  const task = createTask(schedule, () => undefined, { timezone: 'UTC' });
  return (now) => task.match(new Date(Math.floor(now.getTime() / 60_000) * 60_000));
}
