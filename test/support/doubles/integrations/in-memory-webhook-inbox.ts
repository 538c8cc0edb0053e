import type { InboxEvent, InboxOutcome, LeasedInboxEvent, WebhookInbox } from '../../../../src/application/integrations/ports/webhook-inbox.js';
import type { ManualClock } from '../manual-clock.js';

const LEASE_MS = 60_000;

/** An event as it is kept, with where it stands. */
export interface KeptWebhook extends LeasedInboxEvent {
  readonly state: InboxOutcome['state'];
  readonly note: string | undefined;
  readonly nextAttemptAt: Date;
}

export class InMemoryWebhookInbox implements WebhookInbox {
  /** In the order they came. */
  kept: readonly KeptWebhook[] = [];

  constructor(private readonly clock: ManualClock) {}

  async enqueue(event: InboxEvent, asks: 'work' | 'nothing', delayMs = 0): Promise<'stored' | 'duplicate'> {
    const isKnown = this.kept.some(({ integrationId, eventId }) => integrationId === event.integrationId && eventId === event.eventId);
    if (isKnown) return 'duplicate';
    const state = asks === 'work' ? 'pending' : 'done';
    const receivedAt = this.clock.now();
    const nextAttemptAt = new Date(receivedAt.getTime() + delayMs);
    this.kept = [...this.kept, { ...event, state, attempts: 0, note: undefined, receivedAt, nextAttemptAt }];
    return 'stored';
  }

  async lease(limit: number): Promise<readonly LeasedInboxEvent[]> {
    const now = this.clock.now();
    const due = this.kept.filter(({ state, nextAttemptAt }) => state === 'pending' && nextAttemptAt <= now);
    const taken = due.toSorted((one, other) => one.nextAttemptAt.getTime() - other.nextAttemptAt.getTime()).slice(0, limit);
    return taken.map((row) => {
      this.replace({ ...row, attempts: row.attempts + 1, nextAttemptAt: new Date(now.getTime() + LEASE_MS) });
      const { id, tenantId, integrationId, eventId, type, body, receivedAt, attempts } = row;
      return { id, tenantId, integrationId, eventId, type, body, receivedAt, attempts: attempts + 1 };
    });
  }

  async settle({ id, attempts }: Pick<LeasedInboxEvent, 'id' | 'attempts'>, outcome: InboxOutcome): Promise<boolean> {
    const row = this.kept.find((one) => one.id === id);
    if (row?.state !== 'pending' || row.attempts !== attempts) return false;
    const nextAttemptAt = outcome.state === 'pending' ? new Date(this.clock.now().getTime() + outcome.delayMs) : row.nextAttemptAt;
    this.replace({ ...row, state: outcome.state, note: outcome.note, nextAttemptAt });
    return true;
  }

  private replace(row: KeptWebhook): void {
    this.kept = this.kept.map((one) => (one.id === row.id ? row : one));
  }
}
