import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import type { DriverId, IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';

/** An observation with the driver of ours the TMS means. */
export interface AssignedLoad extends LoadObservation {
  readonly assignedDriverId: DriverId | undefined;
  /** The driver could not be looked up: where the TMS still names the same one, the stored driver stays. */
  readonly keepDriver: boolean;
}

export interface LoadAccountKey {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** Loads of one integration on their way to the store. */
export interface AssignedPage extends LoadAccountKey {
  readonly dataSource: string;
  readonly loads: readonly AssignedLoad[];
}

export interface SavedLoads {
  readonly created: number;
  /** Loads that changed in more than the time they were seen. */
  readonly updated: number;
  /** Loads for which no load id was free. */
  readonly failed: number;
}

/**
 * Loads, written in bulk. An older observation never replaces a newer one. With a lease every method throws
 * `LeaseLostError` and writes nothing when it is lost.
 */
export interface LoadStore {
  /** Takes over the loads that deleted integrations with the same vendor left behind, under their load ids. */
  adopt(account: LoadAccountKey, lease?: WorkLease): Promise<void>;
  /** Creates and updates loads by (integration, external id). Of an integration that is deleted by now it only updates. */
  save(page: AssignedPage, lease?: WorkLease): Promise<SavedLoads>;
  /** External ids of this integration's active loads that are not listed, those seen longest ago first. */
  listUnlisted(account: LoadAccountKey, listed: readonly string[], limit: number): Promise<readonly string[]>;
  /** Marks loads the vendor does not know any more as UNKNOWN and gone; finished ones stay as they are. Returns how many were active. */
  markGone(account: LoadAccountKey, externalLoadIds: readonly string[], asOf: Date, lease?: WorkLease): Promise<number>;
  /** Remembers that the vendor's list of active loads was read to its end, and when that reading began. */
  noteListRead(account: LoadAccountKey, readAt: Date, lease?: WorkLease): Promise<void>;
}
