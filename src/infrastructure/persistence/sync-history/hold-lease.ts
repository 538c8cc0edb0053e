import type { Knex } from 'knex';
import { LeaseLostError } from '../../../domain/shared/domain-error.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';

/**
 * Keeps the lease from changing hands until this transaction ends. Throws `LeaseLostError` when it has already, and when the
 * integration was deleted meanwhile: nothing is added to what is only kept to be read.
 */
export async function holdLease(sql: Knex, { tenantId, runId, fencing }: WorkLease): Promise<void> {
  const held = await sql('sync_run')
    .where({ tenant_id: tenantId, id: runId, fencing, status: 'running' })
    .whereExists(sql('integration').whereRaw('integration.id = sync_run.integration_id and integration.deleted_at is null'))
    .forShare('sync_run')
    .select<unknown[]>('id');
  if (held.length === 0) throw new LeaseLostError();
}
