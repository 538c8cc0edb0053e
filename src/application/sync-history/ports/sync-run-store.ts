import type { SyncOutcome, SyncRun, SyncTrigger, SyncType } from '../../../domain/sync-history/sync-run.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';

/** What a run was asked to do. */
export interface SyncOrder {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly syncType: SyncType;
  readonly trigger: SyncTrigger;
  /** A person has confirmed a roster that shrank. */
  readonly rosterConfirmed: boolean;
}

/** A run this process holds the lease of. */
export interface LeasedRun extends SyncOrder {
  readonly lease: WorkLease;
}

/**
 * Runs and their leases. One integration has at most one running run; its lease is held by one process and runs out
 * by the database's clock.
 */
export interface SyncRunStore {
  /** Starts a run, or names the one that is going on. */
  start(order: SyncOrder): Promise<{ readonly kind: 'started'; readonly run: LeasedRun } | { readonly kind: 'joined'; readonly lease: WorkLease }>;
  /** Starts runs for up to `limit` enabled integrations that are due, and sets when each is due next. */
  startDue(limit: number): Promise<readonly LeasedRun[]>;
  /** Takes over up to `limit` running runs whose lease has run out. */
  takeOver(limit: number): Promise<readonly LeasedRun[]>;
  /** Extends a lease; false when it is lost. */
  heartbeat(lease: WorkLease): Promise<boolean>;
  /** Ends a run and keeps its outcome on the integration, in one transaction; false when the lease is lost. */
  settle(lease: WorkLease, outcome: SyncOutcome): Promise<boolean>;
  /** Gives a run back so that another process takes it over at once. */
  handBack(lease: WorkLease): Promise<void>;
  find(tenantId: TenantId, runId: WorkLease['runId']): Promise<SyncRun | undefined>;
  /** The integration's run that began last; the running one, if any. */
  latest(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncRun | undefined>;
}
