import type { HosOverride } from '../../../domain/hours-of-service/hos-override.js';
import type { DriverId, TenantId, UserId } from '../../../domain/shared/identifiers.js';

/** Overrides, past ones included: who, when and why are kept. */
export interface HosOverrideRepository {
  /** Puts an override in force and ends the one before. Throws `DriverNotFoundError`. */
  add(tenantId: TenantId, driverId: DriverId, override: HosOverride, actorId: UserId): Promise<void>;
  /** Ends what is in force, if anything; false when nothing was. Throws `DriverNotFoundError`. */
  end(tenantId: TenantId, driverId: DriverId, actorId: UserId): Promise<boolean>;
}
