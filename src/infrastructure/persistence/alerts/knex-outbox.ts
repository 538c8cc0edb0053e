import type { EntryOutcome, LeasedEntry, Outbox, OutboxEntry, OutboxQueue } from '../../../application/alerts/ports/outbox.js';
import type { AlertMessage } from '../../../domain/alerts/alert-message.js';
import { toTenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

interface OutboxRow {
  id: string;
  tenant_id: string;
  incident_id: string | null;
  channel: string;
  address: string | null;
  message: AlertMessage;
  attempts: number;
  fencing: number;
  written_at: Date;
}

/** A delivery ends within 30 s; a process that has not settled by then is gone. */
const LEASE_SECONDS = 60;

/** What is told of one incident reaches a recipient in the order it was written: nobody hears of an end before the beginning. */
const LEASE = `
  with due as materialized (
    select id from outbox_message m where status = 'pending' and next_attempt_at <= clock_timestamp()
      and not exists (
        select from outbox_message earlier
        where earlier.incident_id = m.incident_id and earlier.written_at < m.written_at and earlier.status = 'pending'
          and earlier.channel = m.channel and earlier.address is not distinct from m.address)
    order by next_attempt_at limit ? for update skip locked)
  update outbox_message o set attempts = attempts + 1, fencing = fencing + 1,
    next_attempt_at = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
  from due where o.id = due.id returning o.*`;

/** The time of the next attempt is the lease: a message whose holder died becomes due again by itself. */
export class KnexOutbox implements Outbox, OutboxQueue {
  constructor(private readonly scope: SqlScope) {}

  async enqueue(entries: readonly OutboxEntry[]): Promise<void> {
    for (const { id, tenantId, incidentId, recipient, message } of entries) {
      const address = recipient.channel === 'email' ? recipient.address : null;
      const row = { id, tenant_id: tenantId, incident_id: incidentId ?? null, channel: recipient.channel, address };
      await this.scope.tenant(tenantId, (sql) => sql('outbox_message').insert({ ...row, message: JSON.stringify(message) }));
    }
  }

  lease(limit: number): Promise<readonly LeasedEntry[]> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: OutboxRow[] }>(LEASE, [limit]);
      return rows.map(toEntry);
    });
  }

  async settle({ id, fencing }: Pick<LeasedEntry, 'id' | 'fencing'>, outcome: EntryOutcome): Promise<boolean> {
    const settled = await this.scope.system((sql) =>
      sql('outbox_message')
        .where({ id, fencing, status: 'pending' })
        .update({
          status: outcome.status,
          last_error: 'reason' in outcome ? outcome.reason : null,
          ...(outcome.status === 'sent' && { sent_at: sql.raw('clock_timestamp()') }),
          ...(outcome.status === 'pending' && { next_attempt_at: outcome.nextAttemptAt }),
        }),
    );
    return settled > 0;
  }
}

function toEntry(row: OutboxRow): LeasedEntry {
  return {
    id: row.id,
    tenantId: toTenantId(row.tenant_id),
    incidentId: row.incident_id ?? undefined,
    recipient: row.channel === 'slack' ? { channel: 'slack' } : { channel: 'email', address: row.address ?? '' },
    message: { ...row.message, link: row.message.link },
    fencing: row.fencing,
    attempts: row.attempts,
    writtenAt: row.written_at,
  };
}
