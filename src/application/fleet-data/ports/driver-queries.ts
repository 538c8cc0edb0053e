import type { DriverId, IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';

export interface DriverFilter {
  /** Part of the name or the driver id; the case does not matter. */
  readonly search: string | undefined;
  readonly active: boolean | undefined;
  readonly hosStale: boolean | undefined;
}

/** A driver with the state of their hours, for lists. */
export interface DriverSummary {
  readonly driverId: DriverId;
  readonly externalDriverId: string | undefined;
  readonly integrationId: IntegrationId | undefined;
  readonly name: string;
  readonly isActive: boolean;
  /** Undefined when nothing was ever received. */
  readonly dutyStatus: string | undefined;
  readonly hosDataSource: string | undefined;
  readonly hosDataSyncedAt: Date | undefined;
  readonly hosStale: boolean;
  readonly hosManualOverride: boolean;
}

export interface DriverQueries {
  /** Drivers by name. Hours observed before `staleBefore`, or never, are stale unless an override is in force. */
  list(tenantId: TenantId, filter: DriverFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverSummary>>;
  find(tenantId: TenantId, driverId: DriverId, staleBefore: Date): Promise<DriverSummary | undefined>;
}
