import type { Logger } from '../../application/shared/logger.js';
import type { Timer } from '../../application/shared/timer.js';

export interface PeriodicWork {
  /** For the log line when it fails. */
  readonly name: string;
  readonly seconds: number;
  readonly work: () => Promise<unknown>;
}

/** Does something again and again until `stop` aborts. A failure is logged and the next turn comes all the same. Never rejects. */
export async function runEvery({ name, seconds, work }: PeriodicWork, timer: Timer, logger: Logger, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await work();
    } catch (error) {
      logger.warn('background.failed', { work: name, error });
    }
    await timer.sleep(seconds * 1000, stop);
  }
}
