import type { HosObservation } from '../../../domain/hours-of-service/hos-observation.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';

/** Observations of one integration, on their way to the store. */
export interface ObservedPage {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly dataSource: string;
  readonly observations: readonly HosObservation[];
}

export interface StoredPage {
  /** Observations of drivers we know, overridden ones included. */
  readonly known: number;
  /** Snapshots written. An older observation never replaces a newer one; overridden drivers are left alone. */
  readonly written: number;
}

export interface HosSnapshotStore {
  /** With a lease: throws `LeaseLostError` and writes nothing when it is lost. */
  store(page: ObservedPage, lease?: WorkLease): Promise<StoredPage>;
}
