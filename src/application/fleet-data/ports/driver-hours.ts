import type { HoursLeft } from '../../../domain/fleet-data/route-feasibility.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';

/**
 * A driver's hours as a briefing sees them. `record` is the whole answer of the hours of service, which a briefing hands
 * on unread.
 */
export type DriverHoursReading<HoursRecord> =
  | {
      readonly state: 'ok' | 'stale';
      readonly record: HoursRecord;
      /** In hours, already reduced by the age of the observation. */
      readonly left: HoursLeft;
      /** Why they are stale. */
      readonly reason: string | undefined;
    }
  | { readonly state: 'unavailable' | 'not_configured'; readonly reason: string };

export interface DriverHours<HoursRecord> {
  /** Asks the store only, no vendor. Throws `DriverNotFoundError`. */
  requireDriver(tenantId: TenantId, driverId: DriverId): Promise<void>;
  /** Throws `DriverNotFoundError`; everything else that keeps the hours from us is a value. */
  read(tenantId: TenantId, driverId: DriverId): Promise<DriverHoursReading<HoursRecord>>;
}
