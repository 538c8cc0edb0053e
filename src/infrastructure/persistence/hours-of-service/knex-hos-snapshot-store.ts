import type { HosSnapshotStore, ObservedPage, StoredPage } from '../../../application/hours-of-service/ports/hos-snapshot-store.js';
import type { HosObservation, HosViolationKind } from '../../../domain/hours-of-service/hos-observation.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { Knex } from 'knex';
import type { SqlScope } from '../database.js';
import { holdLease } from '../sync-history/hold-lease.js';

/**
 * One statement per vendor page. Rows come back as counts only. `limit 1` makes PostgreSQL look up the drivers of the page
 * one by one through their unique index; joined, it reads the whole fleet for every page.
 */
const STORE = `
  with page as materialized (
    select * from unnest(?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
      ?::float8[], ?::timestamptz[])
      as p(external_driver_id, duty_status, duty_status_raw, drive, shift, cycle, until_break, shift_violation, cycle_violation, as_of)
  ), known as materialized (
    select d.tenant_id, d.driver_id, p.*,
      d.driver_id in (select o.driver_id from hos_override o
                      where o.tenant_id = ? and o.ended_at is null and o.expires_at > clock_timestamp()) as overridden
    from page p cross join lateral (
      select d.tenant_id, d.driver_id from driver d
      where d.tenant_id = ? and d.integration_id = ? and d.external_driver_id = p.external_driver_id limit 1) d
  ), written as (
    insert into hos_snapshot as s (tenant_id, driver_id, integration_id, data_source, external_driver_id, duty_status,
      duty_status_raw, drive_hours, shift_hours, cycle_hours, until_break_hours, shift_driving_violation_hours,
      cycle_violation_hours, as_of)
    select tenant_id, driver_id, ?::uuid, ?, external_driver_id, duty_status, duty_status_raw, drive, shift, cycle, until_break,
      shift_violation, cycle_violation, as_of
    from known where not overridden
    on conflict (tenant_id, driver_id) do update set integration_id = excluded.integration_id,
      data_source = excluded.data_source, external_driver_id = excluded.external_driver_id,
      duty_status = excluded.duty_status, duty_status_raw = excluded.duty_status_raw, drive_hours = excluded.drive_hours,
      shift_hours = excluded.shift_hours, cycle_hours = excluded.cycle_hours,
      until_break_hours = excluded.until_break_hours,
      shift_driving_violation_hours = excluded.shift_driving_violation_hours,
      cycle_violation_hours = excluded.cycle_violation_hours, as_of = excluded.as_of
    where s.as_of <= excluded.as_of
    returning 1
  )
  select (select count(*) from known) as known, (select count(*) from written) as written`;

export class KnexHosSnapshotStore implements HosSnapshotStore {
  constructor(private readonly scope: SqlScope) {}

  store({ tenantId, integrationId, dataSource, observations }: ObservedPage, lease?: WorkLease): Promise<StoredPage> {
    if (observations.length === 0) return Promise.resolve({ known: 0, written: 0 });
    return this.scope.tenant(tenantId, async (sql) => {
      if (lease !== undefined) await holdLease(sql, lease);
      const values: Knex.Value[] = [...columnsOf(observations), tenantId, tenantId, integrationId, integrationId, dataSource];
      const { rows } = await sql.raw<{ rows: StoredPage[] }>(STORE, values);
      return rows[0] ?? { known: 0, written: 0 };
    });
  }
}

function columnsOf(observations: readonly HosObservation[]): Knex.Value[] {
  // Knex's types know no null inside an array; the driver does.
  const column = (read: (observation: HosObservation) => string | number | undefined): Knex.Value =>
    observations.map((observation) => read(observation) ?? null) as string[];
  const violation = (kind: HosViolationKind): Knex.Value =>
    column(({ violations }) => violations.find((one) => one.kind === kind)?.durationHours);
  return [
    column(({ externalDriverId }) => externalDriverId),
    column(({ dutyStatus }) => dutyStatus),
    column(({ dutyStatusRaw }) => dutyStatusRaw),
    column(({ remaining }) => remaining.driveHours),
    column(({ remaining }) => remaining.shiftHours),
    column(({ remaining }) => remaining.cycleHours),
    column(({ remaining }) => remaining.untilBreakHours),
    violation('shift_driving'),
    violation('cycle'),
    column(({ asOf }) => asOf.toISOString()),
  ];
}
