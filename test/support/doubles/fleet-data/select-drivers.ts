import type { DriverFilter } from '../../../../src/application/fleet-data/ports/driver-queries.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import type { DriverRecord } from './fleet-rows.js';
import type { FleetState } from './fleet-state.js';

export interface DriverSelection {
  readonly tenantId: TenantId;
  readonly filter: DriverFilter;
  readonly staleBefore: Date;
  readonly page: PageRequest;
}

/** A page of the tenant's drivers by name, then id. */
export function selectDrivers(state: FleetState, { tenantId, filter, staleBefore, page }: DriverSelection): Page<DriverRecord> {
  const { search, active, hosStale } = filter;
  const isStale = (driver: DriverRecord): boolean => {
    const asOf = state.snapshotOf(driver)?.snapshot.asOf;
    return !state.isOverridden(driver) && (asOf === undefined || asOf <= staleBefore);
  };
  const wanted = state.drivers
    .filter((driver) => driver.tenantId === tenantId)
    .filter(({ name, driverId }) => search === undefined || contains(name, search) || contains(driverId, search))
    .filter(({ isActive }) => active === undefined || isActive === active)
    .filter((driver) => hosStale === undefined || isStale(driver) === hosStale)
    .sort((a, b) => compare(a.name, b.name) || compare(a.driverId, b.driverId));
  return { items: wanted.slice(page.offset, page.offset + page.limit), total: wanted.length };
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
