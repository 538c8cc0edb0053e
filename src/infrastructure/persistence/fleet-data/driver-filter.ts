import type { Knex } from 'knex';
import type { DriverFilter } from '../../../application/fleet-data/ports/driver-queries.js';

/** Stale: no override in force, and hours observed before the given moment or never. */
export const STALE = `(override_expires_at is null or override_expires_at <= clock_timestamp()) and (as_of is null or as_of <= ?)`;

/** Narrows a query on the view `driver_hos`. */
export function filterDrivers<Row extends object>(
  drivers: Knex.QueryBuilder<Row>,
  { search, active, hosStale }: DriverFilter,
  staleBefore: Date,
): Knex.QueryBuilder<Row> {
  if (search !== undefined) {
    const pattern = `%${search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    void drivers.whereRaw('(name ilike ? or driver_id ilike ?)', [pattern, pattern]);
  }
  if (active !== undefined) void drivers.whereRaw('is_active = ?', [active]);
  if (hosStale !== undefined) void drivers.whereRaw(`(${STALE}) = ?`, [staleBefore, hosStale]);
  return drivers;
}
