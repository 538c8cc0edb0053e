import type { EntryOutcome, LeasedEntry, Outbox, OutboxEntry, OutboxQueue } from '../../../../src/application/alerts/ports/outbox.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { AlertTables, OutboxRow } from './alert-tables.js';

const LEASE_MS = 60_000;

export class InMemoryOutbox implements Outbox, OutboxQueue {
  constructor(
    private readonly tables: Pick<AlertTables, 'outbox' | 'clock'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async enqueue(entries: readonly OutboxEntry[]): Promise<void> {
    const now = this.tables.clock.now();
    for (const entry of entries) {
      this.scope.tenant(entry.tenantId);
      if (this.tables.outbox.get(entry.id) !== undefined) throw new Error('There is such a message already.');
      const untried = { fencing: 0, attempts: 0, sentAt: undefined, lastError: undefined } as const;
      this.tables.outbox.set(entry.id, { ...entry, ...untried, status: 'pending', writtenAt: now, nextAttemptAt: now });
    }
  }

  async lease(limit: number): Promise<readonly LeasedEntry[]> {
    this.scope.system();
    const now = this.tables.clock.now();
    const rows = this.tables.outbox.rows();
    const due = rows.filter((row, index) => row.status === 'pending' && row.nextAttemptAt <= now && !rows.slice(0, index).some((other) => holdsBack(other, row)));
    const taken = due.toSorted((a, b) => a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime()).slice(0, limit);
    return taken.map((row) => {
      const leased = { ...row, attempts: row.attempts + 1, fencing: row.fencing + 1, nextAttemptAt: new Date(now.getTime() + LEASE_MS) };
      this.tables.outbox.set(row.id, leased);
      const { id, tenantId, incidentId, recipient, message, fencing, attempts, writtenAt } = leased;
      return { id, tenantId, incidentId, recipient, message, fencing, attempts, writtenAt };
    });
  }

  async settle({ id, fencing }: Pick<LeasedEntry, 'id' | 'fencing'>, outcome: EntryOutcome): Promise<boolean> {
    this.scope.system();
    const row = this.tables.outbox.get(id);
    if (row?.status !== 'pending' || row.fencing !== fencing) return false;
    this.tables.outbox.set(id, {
      ...row,
      status: outcome.status,
      lastError: 'reason' in outcome ? outcome.reason : undefined,
      sentAt: outcome.status === 'sent' ? this.tables.clock.now() : undefined,
      nextAttemptAt: outcome.status === 'pending' ? outcome.nextAttemptAt : row.nextAttemptAt,
    });
    return true;
  }
}

/** Whether an earlier message to the same recipient about the same incident is still on its way. */
function holdsBack(earlier: OutboxRow, row: OutboxRow): boolean {
  const sameRecipient = JSON.stringify(earlier.recipient) === JSON.stringify(row.recipient);
  return earlier.status === 'pending' && row.incidentId !== undefined && earlier.incidentId === row.incidentId && sameRecipient;
}
