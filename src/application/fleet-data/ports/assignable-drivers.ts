import type { AssignableDriver } from '../../../domain/fleet-data/assigned-driver.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';

export interface AssignableDrivers {
  /** Every driver of the tenant, in one read. */
  list(tenantId: TenantId): Promise<readonly AssignableDriver[]>;
}
