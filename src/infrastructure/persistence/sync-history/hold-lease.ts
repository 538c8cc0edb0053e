import type { Knex } from 'knex';
import { LeaseLostError } from '../../../domain/shared/domain-error.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';

/** Keeps the lease from changing hands until this transaction ends. Throws `LeaseLostError` when it has already. */
export async function holdLease(sql: Knex, { tenantId, runId, fencing }: WorkLease): Promise<void> {
  const held = await sql('sync_run')
    .where({ tenant_id: tenantId, id: runId, fencing, status: 'running' })
    .forShare()
    .select<unknown[]>('id');
  if (held.length === 0) throw new LeaseLostError();
}
