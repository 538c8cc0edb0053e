import type { Driver } from '../../../domain/fleet-data/driver.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';

export interface DriverRepository {
  find(tenantId: TenantId, driverId: DriverId): Promise<Driver | undefined>;
  /** Throws `DriverExistsError`, `DriverLinkTakenError`. */
  add(driver: Driver): Promise<void>;
  /** Throws `DriverLinkTakenError`. */
  save(driver: Driver): Promise<void>;
}
