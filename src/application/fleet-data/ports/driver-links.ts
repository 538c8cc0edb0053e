import type { DriverLink } from '../../../domain/fleet-data/driver.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';

/** What a driver may be linked to. */
export interface DriverLinks {
  /** Throws `IntegrationNotFoundError` unless it is an HOS integration of the tenant. */
  check(tenantId: TenantId, link: DriverLink): Promise<void>;
}
