import type { SyncQueries } from '../../../application/sync-history/ports/sync-queries.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SyncRun } from '../../../domain/sync-history/sync-run.js';
import type { SyncTotals } from '../../../domain/sync-history/sync-statistics.js';
import type { SqlScope } from '../database.js';
import { toSyncRun } from './sync-rows.js';
import type { SyncRunRow } from './sync-rows.js';

const TOTALS = `
  select count(*) as total,
    count(*) filter (where status = 'success') as successful,
    count(*) filter (where status = 'partial') as partial,
    count(*) filter (where status = 'failed') as failed,
    coalesce(sum(records_processed) filter (where status in ('success', 'partial')), 0)::float8 as "recordsProcessed",
    coalesce(sum(extract(epoch from completed_at - started_at) * 1000)
      filter (where status in ('success', 'partial')), 0)::float8 as "durationMs"
  from sync_run where tenant_id = ? and integration_id = ?`;

const NONE: SyncTotals = { total: 0, successful: 0, partial: 0, failed: 0, recordsProcessed: 0, durationMs: 0 };

export class KnexSyncQueries implements SyncQueries {
  constructor(private readonly scope: SqlScope) {}

  list(tenantId: TenantId, integrationId: IntegrationId, { limit, offset }: PageRequest): Promise<Page<SyncRun>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const runs = sql<SyncRunRow>('sync_run').where({ tenant_id: tenantId, integration_id: integrationId });
      const rows = await runs
        .clone()
        .orderBy([
          { column: 'started_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit)
        .offset(offset);
      const counted = await runs.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toSyncRun), total: counted[0]?.total ?? 0 };
    });
  }

  totals(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncTotals> {
    return this.scope.tenant(tenantId, async (sql) => {
      const { rows } = await sql.raw<{ rows: SyncTotals[] }>(TOTALS, [tenantId, integrationId]);
      return rows[0] ?? NONE;
    });
  }
}
