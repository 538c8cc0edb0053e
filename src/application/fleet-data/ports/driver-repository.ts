import type { Driver } from '../../../domain/fleet-data/driver.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';

export interface DriverRepository {
  find(tenantId: TenantId, driverId: DriverId): Promise<Driver | undefined>;
  /** Throws `DriverExistsError`, `DriverLinkTakenError`. */
  add(driver: Driver): Promise<void>;
  /**
   * Stored hours of another vendor driver than the one now linked are another person's: they go.
   * Throws `DriverLinkTakenError`.
   */
  save(driver: Driver): Promise<void>;
}
