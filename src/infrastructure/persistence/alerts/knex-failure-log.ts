import type { FailureLog } from '../../../application/alerts/ports/failure-log.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

/** Runs that our own circuit or limiter refused: they say nothing about the vendor. */
const OWN_REFUSAL = "coalesce(error_code, '') in ('circuit-open', 'no-permit')";

const CONSECUTIVE = `
  select count(*) as failures from sync_run
  where tenant_id = :tenantId and integration_id = :integrationId and status = 'failed' and not ${OWN_REFUSAL}
    and completed_at > coalesce((
      select max(completed_at) from sync_run
      where tenant_id = :tenantId and integration_id = :integrationId and status in ('success', 'partial')), '-infinity')`;

const WITHIN = `
  select
    (select count(*) from sync_run
     where tenant_id = :tenantId and integration_id = :integrationId and status = 'failed' and not ${OWN_REFUSAL}
       and completed_at > clock_timestamp() - make_interval(mins => :minutes))
    + (select count(*) from live_failure
       where tenant_id = :tenantId and integration_id = :integrationId
         and minute > clock_timestamp() - make_interval(mins => :minutes)) as failures`;

export class KnexFailureLog implements FailureLog {
  constructor(private readonly scope: SqlScope) {}

  async addLiveFailure(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    await this.scope.tenant(tenantId, (sql) =>
      sql('live_failure')
        .insert({ tenant_id: tenantId, integration_id: integrationId, minute: sql.raw("date_trunc('minute', clock_timestamp())") })
        .onConflict(['integration_id', 'minute'])
        .ignore(),
    );
  }

  consecutiveFailedRuns(tenantId: TenantId, integrationId: IntegrationId): Promise<number> {
    return this.count(tenantId, CONSECUTIVE, { tenantId, integrationId });
  }

  failuresWithin(tenantId: TenantId, integrationId: IntegrationId, minutes: number): Promise<number> {
    return this.count(tenantId, WITHIN, { tenantId, integrationId, minutes });
  }

  private count(tenantId: TenantId, statement: string, values: Record<string, string | number>): Promise<number> {
    return this.scope.tenant(tenantId, async (sql) => {
      const { rows } = await sql.raw<{ rows: { failures: number }[] }>(statement, values);
      return rows[0]?.failures ?? 0;
    });
  }
}
