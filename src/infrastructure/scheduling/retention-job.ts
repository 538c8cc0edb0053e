import { schedule } from 'node-cron';
import type { Logger } from '../../application/shared/logger.js';
import type { Retention } from '../persistence/retention.js';

const DAILY = '17 3 * * *';

/** Starts the daily clean-up; every replica may run it, the second finds nothing. Ends when `stop` aborts. */
export function startRetentionJob(retention: Retention, logger: Logger, stop: AbortSignal): void {
  const clean = async (): Promise<void> => {
    try {
      logger.info('retention.purged', await retention.purge());
    } catch (error) {
      logger.warn('retention.failed', { error });
    }
  };
  const task = schedule(DAILY, clean, { timezone: 'UTC', noOverlap: true });
  stop.addEventListener('abort', () => void task.destroy(), { once: true });
}
