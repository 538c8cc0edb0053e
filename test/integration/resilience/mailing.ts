import { DeliverOutbox } from '../../../src/application/alerts/deliver-outbox.js';
import type { AlertChannel } from '../../../src/application/alerts/ports/alert-channel.js';
import type { Clock } from '../../../src/application/shared/clock.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexOutbox } from '../../../src/infrastructure/persistence/alerts/knex-outbox.js';
import { SystemClock } from '../../../src/infrastructure/runtime/system.js';
import { SmtpAlertChannel } from '../../../src/infrastructure/mail/smtp-alert-channel.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { alertRepositories } from '../alerts/knex-alerts.js';

/** Mail through a server on this machine. */
export function mailThrough(port: number): AlertChannel {
  return new SmtpAlertChannel({ host: '127.0.0.1', port, secure: false, from: 'alerts@fleet.example.com', logger: new RecordingLogger() });
}

/** One replica's side of the outbox that delivers. */
export function deliverer(database: Database, channel: AlertChannel, clock: Clock = new SystemClock()): DeliverOutbox {
  return new DeliverOutbox(new KnexOutbox(database), alertRepositories(database).settings, channel, clock, new RecordingLogger());
}

/** Delivers until nothing is due any more. */
export async function deliverAll(outbox: DeliverOutbox): Promise<number> {
  for (let all = 0; ; ) {
    const some = await outbox.execute();
    if (some === 0) return all;
    all += some;
  }
}
