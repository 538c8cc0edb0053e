import type { Knex } from 'knex';
import type { InboxEvent, InboxOutcome, LeasedInboxEvent, WebhookInbox } from '../../../application/integrations/ports/webhook-inbox.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

interface WebhookEventRow {
  id: string;
  tenant_id: string;
  integration_id: string;
  event_id: string;
  type: string;
  body: string;
  attempts: number;
  received_at: Date;
}

const LEASE = `
  with due as materialized (
    select id from webhook_event where state = 'pending' and next_attempt_at <= clock_timestamp()
    order by next_attempt_at limit ? for update skip locked)
  update webhook_event e set attempts = attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => ?)
  from due where e.id = due.id returning e.*`;

/**
 * The time of the next attempt is the lease: an event whose holder died becomes due again by itself. The number of the attempt
 * is the fencing number.
 */
export class KnexWebhookInbox implements WebhookInbox {
  constructor(
    private readonly scope: SqlScope,
    private readonly leaseSeconds: number,
  ) {}

  async enqueue({ tenantId, ...event }: InboxEvent, asks: 'work' | 'nothing', delayMs = 0): Promise<'stored' | 'duplicate'> {
    const { id, integrationId, eventId, type, body } = event;
    const row = { id, tenant_id: tenantId, integration_id: integrationId, event_id: eventId, type, body, state: asks === 'work' ? 'pending' : 'done' };
    const stored = await this.scope.tenant(tenantId, (sql) =>
      sql('webhook_event')
        .insert({ ...row, next_attempt_at: inMs(sql, delayMs) })
        .onConflict(['integration_id', 'event_id'])
        .ignore()
        .returning<unknown[]>('id'),
    );
    return stored.length > 0 ? 'stored' : 'duplicate';
  }

  lease(limit: number): Promise<readonly LeasedInboxEvent[]> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: WebhookEventRow[] }>(LEASE, [limit, this.leaseSeconds]);
      return rows.map(toEvent);
    });
  }

  async settle({ tenantId, id, attempts }: Pick<LeasedInboxEvent, 'tenantId' | 'id' | 'attempts'>, outcome: InboxOutcome): Promise<boolean> {
    const settled = await this.scope.tenant(tenantId, (sql) =>
      sql('webhook_event')
        .where({ tenant_id: tenantId, id, attempts, state: 'pending' })
        .update({
          state: outcome.state,
          note: outcome.note ?? null,
          ...(outcome.state === 'pending' && { next_attempt_at: inMs(sql, outcome.delayMs) }),
        }),
    );
    return settled > 0;
  }
}

function inMs(sql: Knex, milliseconds: number): Knex.Raw {
  return sql.raw('clock_timestamp() + make_interval(secs => ?)', [milliseconds / 1000]);
}

function toEvent(row: WebhookEventRow): LeasedInboxEvent {
  return {
    id: row.id,
    tenantId: toTenantId(row.tenant_id),
    integrationId: toIntegrationId(row.integration_id),
    eventId: row.event_id,
    type: row.type,
    body: row.body,
    attempts: row.attempts,
    receivedAt: row.received_at,
  };
}
