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
  await sql('integration').where({ tenant_id: tenantId, id: integrationId }).update({ last_sync_at: now, ...outcome });
}
