import type { Knex } from 'knex';
import type { DriverSummary } from '../../../application/fleet-data/driver-summary.js';
import type { DriverFilter, DriverQueries } from '../../../application/fleet-data/ports/driver-queries.js';
import { toDriverId, toIntegrationId } from '../../../domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';
import { STALE, filterDrivers } from './driver-filter.js';

interface DriverSummaryRow {
  driver_id: string;
  external_driver_id: string | null;
  integration_id: string | null;
  name: string;
  is_active: boolean;
  duty_status: string | null;
  data_source: string | null;
  as_of: Date | null;
  overridden: boolean;
  stale: boolean;
}

const OVERRIDDEN = 'override_expires_at is not null and override_expires_at > clock_timestamp()';

const COLUMNS = `driver_id, external_driver_id, integration_id, name, is_active,
  case when ${OVERRIDDEN} then override_duty_status else duty_status end as duty_status,
  case when ${OVERRIDDEN} then 'manual_override' else data_source end as data_source,
  as_of, ${OVERRIDDEN} as overridden, (${STALE}) as stale`;

export class KnexDriverQueries implements DriverQueries {
  constructor(private readonly scope: SqlScope) {}

  list(tenantId: TenantId, filter: DriverFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverSummary>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const drivers = filterDrivers(driversOf(sql, tenantId), filter, staleBefore);
      const rows = await drivers
        .clone()
        .select<DriverSummaryRow[]>(sql.raw(COLUMNS, [staleBefore]))
        .orderBy(['name', 'driver_id'])
        .limit(page.limit)
        .offset(page.offset);
      const counted = await drivers.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toSummary), total: counted[0]?.total ?? 0 };
    });
  }

  find(tenantId: TenantId, driverId: DriverId, staleBefore: Date): Promise<DriverSummary | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await driversOf(sql, tenantId)
        .where({ driver_id: driverId })
        .select<DriverSummaryRow[]>(sql.raw(COLUMNS, [staleBefore]));
      return rows[0] && toSummary(rows[0]);
    });
  }
}

function driversOf(sql: Knex, tenantId: TenantId): Knex.QueryBuilder<DriverSummaryRow> {
  return sql<DriverSummaryRow>('driver_hos').where('tenant_id', tenantId);
}

function toSummary(row: DriverSummaryRow): DriverSummary {
  return {
    driverId: toDriverId(row.driver_id),
    externalDriverId: row.external_driver_id ?? undefined,
    integrationId: row.integration_id === null ? undefined : toIntegrationId(row.integration_id),
    name: row.name,
    isActive: row.is_active,
    dutyStatus: row.duty_status ?? undefined,
    hosDataSource: row.data_source ?? undefined,
    hosDataSyncedAt: row.as_of ?? undefined,
    hosStale: row.stale,
    hosManualOverride: row.overridden,
  };
}
