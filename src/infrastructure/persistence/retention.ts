import type { SqlScope } from './database.js';

const OVERRIDES_KEPT = '3 years';

const PURGES: readonly { readonly what: string; readonly sql: string }[] = [
  { what: 'sync_run', sql: "delete from sync_run where status <> 'running' and completed_at < now() - make_interval(days => :days)" },
  { what: 'live_failure', sql: "delete from live_failure where minute < now() - interval '2 days'" },
  { what: 'outbox_message', sql: "delete from outbox_message where status <> 'pending' and written_at < now() - make_interval(days => :days)" },
  { what: 'webhook_event', sql: "delete from webhook_event where state <> 'pending' and received_at < now() - make_interval(days => :days)" },
  { what: 'hos_override', sql: `delete from hos_override where coalesce(ended_at, expires_at) < now() - interval '${OVERRIDES_KEPT}'` },
  { what: 'idempotency_record', sql: "delete from idempotency_record where claimed_at < now() - interval '24 hours'" },
  { what: 'request_window', sql: "delete from request_window where touched_at < now() - interval '1 day'" },
  { what: 'user_session', sql: "delete from user_session where expires_at < now() - interval '1 day'" },
];

/** Deletes what has been kept long enough. Doing it twice does nothing the second time. */
export class Retention {
  constructor(
    private readonly scope: SqlScope,
    private readonly days: number,
  ) {}

  /** Rows deleted per table. */
  async purge(): Promise<Readonly<Record<string, number>>> {
    const deleted: Record<string, number> = {};
    for (const { what, sql } of PURGES) {
      deleted[what] = await this.scope.system(async (scoped) => {
        const { rowCount } = await scoped.raw<{ rowCount: number }>(sql, { days: this.days });
        return rowCount;
      });
    }
    return deleted;
  }
}
