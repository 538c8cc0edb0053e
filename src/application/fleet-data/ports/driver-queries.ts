import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { DriverSummary } from '../driver-summary.js';

export interface DriverFilter {
  /** Part of the name or the driver id; the case does not matter. */
  readonly search: string | undefined;
  readonly active: boolean | undefined;
  readonly hosStale: boolean | undefined;
}

export interface DriverQueries {
  /** Drivers by name. Hours observed before `staleBefore`, or never, are stale unless an override is in force. */
  list(tenantId: TenantId, filter: DriverFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverSummary>>;
  find(tenantId: TenantId, driverId: DriverId, staleBefore: Date): Promise<DriverSummary | undefined>;
}
