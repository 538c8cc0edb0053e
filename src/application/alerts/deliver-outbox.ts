import { nextDeliveryAt } from '../../domain/alerts/delivery.js';
import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { AlertChannel, AlertRecipient, DeliveryResult } from './ports/alert-channel.js';
import type { AlertSettingsRepository } from './ports/alert-settings-repository.js';
import type { EntryOutcome, LeasedEntry, OutboxQueue } from './ports/outbox.js';

const BATCH = 20;

/** Delivers what is due in the outbox: at least once, the same Message-ID at every attempt. */
export class DeliverOutbox {
  constructor(
    private readonly queue: OutboxQueue,
    private readonly settings: AlertSettingsRepository,
    private readonly channel: AlertChannel,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** How many messages were tried. */
  async execute(): Promise<number> {
    const entries = await this.queue.lease(BATCH);
    await Promise.all(entries.map((entry) => this.deliver(entry)));
    return entries.length;
  }

  private async deliver(entry: LeasedEntry): Promise<void> {
    const recipient = await this.recipientOf(entry);
    const result: DeliveryResult =
      recipient === undefined
        ? { kind: 'not-configured' }
        : await this.channel.deliver({ id: entry.id, message: entry.message, recipient });
    const outcome = this.outcomeOf(entry, result);
    const settled = await this.queue.settle(entry, outcome);
    const { id, tenantId, attempts } = entry;
    const fields = { id, tenantId, channel: entry.recipient.channel, attempts, status: outcome.status, settled };
    if (outcome.status === 'sent') this.logger.info('alerts.delivered', fields);
    else this.logger.warn('alerts.not-delivered', fields);
  }

  private async recipientOf({ tenantId, recipient }: LeasedEntry): Promise<AlertRecipient | undefined> {
    if (recipient.channel === 'email') return recipient;
    const { slackWebhookUrl } = await this.settings.get(tenantId);
    return slackWebhookUrl === undefined ? undefined : { channel: 'slack', webhookUrl: slackWebhookUrl };
  }

  private outcomeOf({ attempts, writtenAt }: LeasedEntry, result: DeliveryResult): EntryOutcome {
    switch (result.kind) {
      case 'delivered':
        return { status: 'sent' };
      case 'not-configured':
        return { status: 'not_configured' };
      case 'refused':
        return { status: 'failed', reason: result.reason };
      case 'retry': {
        const nextAttemptAt = nextDeliveryAt({ attempts, writtenAt, retryAfterMs: result.retryAfterMs }, this.clock.now());
        if (nextAttemptAt === undefined) return { status: 'failed', reason: `Given up after 72 hours: ${result.reason}` };
        return { status: 'pending', nextAttemptAt, reason: result.reason };
      }
    }
  }
}
