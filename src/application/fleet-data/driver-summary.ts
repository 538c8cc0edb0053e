import type { DriverId, IntegrationId } from '../../domain/shared/identifiers.js';

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
