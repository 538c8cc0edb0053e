import type { DeliverOutbox } from '../../application/alerts/deliver-outbox.js';
import type { WatchStaleness } from '../../application/alerts/watch-staleness.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Timer } from '../../application/shared/timer.js';
import { runEvery } from './run-every.js';

const WATCH_SECONDS = 60;
const DELIVER_SECONDS = 2;

export interface AlertJobs {
  readonly watch: WatchStaleness;
  readonly deliver: DeliverOutbox;
  readonly timer: Timer;
  readonly logger: Logger;
}

/** Watches for old hours and empties the outbox, on every replica: rows and leases decide who does what. */
export async function runAlertJobs({ watch, deliver, timer, logger }: AlertJobs, stop: AbortSignal): Promise<void> {
  await Promise.all([
    runEvery({ name: 'staleness', seconds: WATCH_SECONDS, work: () => watch.execute() }, timer, logger, stop),
    runEvery({ name: 'outbox', seconds: DELIVER_SECONDS, work: () => deliver.execute() }, timer, logger, stop),
  ]);
}
