import type { Knex } from 'knex';
import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { SyncOutcome } from '../../../domain/sync-history/sync-run.js';

/** Keeps the outcome of a run on its integration: a failed run means the connection is failing, any other that it works. */
export async function settleOnIntegration(
  sql: Knex,
  { tenantId, integrationId }: WorkLease,
  status: SyncOutcome['status'],
  problem: SyncOutcome['problem'],
): Promise<void> {
  const now = sql.raw('clock_timestamp()');
  const outcome =
    status === 'failed'
      ? { condition: 'failing', last_error_at: now, last_error_message: problem?.message ?? null }
      : { condition: 'reached', last_success_at: now };
  // A key that is not accepted will not be by asking often: one probe an hour until somebody enters another.
  const probe = problem?.code === 'credentials' ? { next_sync_at: sql.raw("greatest(next_sync_at, clock_timestamp() + interval '1 hour')") } : {};
  await sql('integration').where({ tenant_id: tenantId, id: integrationId }).update({ last_sync_at: now, ...outcome, ...probe });
}
