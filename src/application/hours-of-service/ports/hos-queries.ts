import type { HosOverride } from '../../../domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../domain/hours-of-service/hos-snapshot.js';
import type { Ruleset } from '../../../domain/hours-of-service/ruleset.js';
import type { DriverId, IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';

/** Everything stored that a read of one driver's hours needs. */
export interface DriverHosState {
  readonly driverId: DriverId;
  readonly name: string;
  readonly override: HosOverride | undefined;
  readonly snapshot: HosSnapshot | undefined;
  readonly ruleset: Ruleset;
  readonly link: { readonly integrationId: IntegrationId; readonly externalDriverId: string; readonly enabled: boolean } | undefined;
  /** Whether the tenant has any enabled HOS integration. */
  readonly tenantConnected: boolean;
}

export interface HosBoardFilter {
  /** Part of the name or the driver id; the case does not matter. */
  readonly search: string | undefined;
  readonly active: boolean | undefined;
  readonly stale: boolean | undefined;
}

export interface HosQueries {
  /** One driver, in one statement. */
  find(tenantId: TenantId, driverId: DriverId): Promise<DriverHosState | undefined>;
  /** Drivers by name. `staleBefore`: observations older than this are stale. */
  list(tenantId: TenantId, filter: HosBoardFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverHosState>>;
}
