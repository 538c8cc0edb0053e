import type { LoadFilter, LoadQueries } from '../../../application/fleet-data/ports/load-queries.js';
import type { Load } from '../../../domain/fleet-data/load.js';
import { toIntegrationId } from '../../../domain/shared/identifiers.js';
import type { IntegrationId, LoadId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';
import { ACTIVE, toLoad } from './load-rows.js';
import type { LoadRow } from './load-rows.js';

export class KnexLoadQueries implements LoadQueries {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId, loadId: LoadId): Promise<Load | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('tms_load').where({ tenant_id: tenantId, load_id: loadId }).select<LoadRow[]>('*');
      return rows[0] && toLoad(rows[0]);
    });
  }

  list(tenantId: TenantId, filter: LoadFilter, { limit, offset }: PageRequest): Promise<Page<Load>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const loads = sql('tms_load').where('tenant_id', tenantId);
      if (filter === 'active') void loads.whereRaw(ACTIVE);
      // Ascending, PostgreSQL puts those without a moment last.
      const rows = await loads.clone().orderBy(['pickup_at', 'load_id']).limit(limit).offset(offset).select<LoadRow[]>('*');
      const counted = await loads.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toLoad), total: counted[0]?.total ?? 0 };
    });
  }

  listReadTimes(tenantId: TenantId): Promise<ReadonlyMap<IntegrationId, Date>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('tms_list_read').where('tenant_id', tenantId).select<{ integration_id: string; read_at: Date }[]>('integration_id', 'read_at');
      return new Map(rows.map((row) => [toIntegrationId(row.integration_id), row.read_at]));
    });
  }
}
