import type { FleetFreshness, IntegrationHealthQueries } from '../../../application/integrations/ports/integration-health-queries.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

const FRESHNESS = `
  select extract(epoch from clock_timestamp() - min(as_of))::float8 as oldest,
    count(*) filter (where as_of is null or as_of < clock_timestamp() - make_interval(secs => :staleAfter)) as stale
  from driver_hos
  where tenant_id = :tenantId and integration_id = :id and is_active
    and (override_expires_at is null or override_expires_at <= clock_timestamp())`;

export class KnexIntegrationHealthQueries implements IntegrationHealthQueries {
  constructor(private readonly scope: SqlScope) {}

  openIncidents(tenantId: TenantId, id: IntegrationId): Promise<number> {
    return this.scope.tenant(tenantId, async (sql) => {
      const open = sql('incident').where({ tenant_id: tenantId, integration_id: id }).whereNull('resolved_at');
      return (await open.count<{ total: number }[]>({ total: '*' }))[0]?.total ?? 0;
    });
  }

  freshness(tenantId: TenantId, id: IntegrationId, staleAfterSeconds: number): Promise<FleetFreshness> {
    return this.scope.tenant(tenantId, async (sql) => {
      const { rows } = await sql.raw<{ rows: { oldest: number | null; stale: number }[] }>(FRESHNESS, {
        tenantId,
        id,
        staleAfter: staleAfterSeconds,
      });
      return { oldestDriverAgeSeconds: rows[0]?.oldest ?? undefined, staleDrivers: rows[0]?.stale ?? 0 };
    });
  }
}
