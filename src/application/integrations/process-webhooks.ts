import type { WebhookMeaning } from '../../domain/integrations/webhook-event.js';
import { webhookRetryDelayMs } from '../../domain/integrations/webhook-retry.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Logger } from '../shared/logger.js';
import type { IntegrationRepository } from './ports/integration-repository.js';
import type { VendorWebhooks } from './ports/vendor-webhook.js';
import type { WebhookEffects } from './ports/webhook-effects.js';
import type { InboxOutcome, LeasedInboxEvent, WebhookInbox } from './ports/webhook-inbox.js';

/** Most events that one process works on at a time; many of them share one read of the vendor. */
const CONCURRENT = 50;
/** The word for a change that waits for the end of a run that may have read too early. */
const SYNC_RUNNING = 'sync-running';

/** Works on events in the inbox. One that fails is tried again; one whose worker dies is taken over by another. */
export class ProcessWebhooks {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly inbox: WebhookInbox,
    private readonly integrations: IntegrationRepository,
    private readonly webhooks: VendorWebhooks,
    private readonly effects: WebhookEffects,
    private readonly logger: Logger,
    /** A roster change that arrived while a sync was going on is looked at again after this. */
    private readonly rosterSettlesMs: number,
  ) {}

  /** Begins with what is due, returns how many events, and does not wait for them: a slow vendor holds nobody up. */
  async execute(): Promise<number> {
    const free = CONCURRENT - this.#running.size;
    const events = free > 0 ? await this.inbox.lease(free) : [];
    for (const event of events) {
      const running = this.process(event).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
    return events.length;
  }

  /** Resolves when every event this process works on is settled. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  private async process(event: LeasedInboxEvent): Promise<void> {
    const { id, tenantId, integrationId, type, attempts } = event;
    const fields = { id, tenantId, integrationId, type, attempts };
    try {
      const outcome = await this.outcomeOf(event);
      const settled = await this.inbox.settle(event, outcome);
      const line = { ...fields, state: outcome.state, note: outcome.note, settled };
      if (outcome.state === 'done') this.logger.info('webhook.processed', line);
      else if (outcome.note === SYNC_RUNNING) this.logger.info('webhook.put-off', line);
      else this.logger.warn('webhook.not-processed', line);
    } catch (error) {
      // Its lease ends, and somebody tries again.
      this.logger.warn('webhook.not-settled', { ...fields, error });
    }
  }

  private async outcomeOf(event: LeasedInboxEvent): Promise<InboxOutcome> {
    try {
      return await this.react(event);
    } catch (error) {
      const note = this.wordFor(error);
      const delayMs = webhookRetryDelayMs(event.attempts, error instanceof VendorError ? error.retryAfterMs : undefined);
      return delayMs === undefined ? { state: 'failed', note } : { state: 'pending', delayMs, note };
    }
  }

  /** Does what the event asks for; a note says why when that was nothing, or not yet. */
  private async react(event: LeasedInboxEvent): Promise<InboxOutcome> {
    const integration = await this.integrations.find(event.tenantId, event.integrationId);
    if (integration?.enabled !== true) return { state: 'done', note: 'not-connected' };
    const meaning = this.webhooks.find(integration.vendor)?.read(new TextEncoder().encode(event.body))?.meaning;
    return this.apply(event, meaning ?? { kind: 'nothing' });
  }

  private async apply(event: LeasedInboxEvent, meaning: WebhookMeaning): Promise<InboxOutcome> {
    switch (meaning.kind) {
      case 'driver-hours-changed': {
        const done = await this.effects.refreshHours(event, meaning.externalDriverId);
        return { state: 'done', note: done === 'refreshed' ? undefined : done };
      }
      case 'roster-changed': {
        const done = await this.effects.startSync(event, event.receivedAt);
        // No failure: however often it waits, it is not given up for that.
        if (done === 'wait') return { state: 'pending', delayMs: this.rosterSettlesMs, note: SYNC_RUNNING };
        return { state: 'done', note: done === 'started' ? undefined : done };
      }
      case 'nothing':
        return { state: 'done', note: 'nothing-to-do' };
    }
  }

  private wordFor(error: unknown): string {
    if (error instanceof VendorError) return error.refusedBy ?? error.kind;
    if (error instanceof DomainError) return error.code;
    this.logger.warn('webhook.crashed', { error });
    return 'internal-error';
  }
}
