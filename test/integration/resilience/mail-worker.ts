import type { AlertChannel } from '../../../src/application/alerts/ports/alert-channel.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { deliverAll, deliverer, mailThrough } from './mailing.js';

/**
 * A replica that delivers the outbox through the mail server at `SMTP_PORT`. With `STOP` it goes no further than `claimed` (nothing
 * is sent yet) or `sent` (the server has said 250, nothing is settled yet), says so, and waits to be killed.
 */
const { DATABASE_URL: url = '', SMTP_PORT: port, STOP: stop } = process.env;
const mail = mailThrough(Number(port));

function halt(): Promise<never> {
  process.stdout.write(`${JSON.stringify({ level: 'info', message: stop })}\n`);
  return new Promise(() => setInterval(() => undefined, 1000));
}

const channel: AlertChannel = {
  async deliver(dispatch) {
    if (stop === 'claimed') return halt();
    const result = await mail.deliver(dispatch);
    return stop === 'sent' ? halt() : result;
  },
};
const database = openTestPool(url);
await deliverAll(deliverer(database, channel));
await database.close();
