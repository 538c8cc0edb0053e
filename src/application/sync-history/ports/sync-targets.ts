import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SyncType } from '../../../domain/sync-history/sync-run.js';

/** What can be synced. */
export interface SyncTargets {
  /**
   * What a sync of this integration reads. Throws `IntegrationNotFoundError`, `IntegrationDisabledError`, and
   * `SyncNotSupportedError` for vendors that are read on demand.
   */
  get(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncType>;
  /** Throws `IntegrationNotFoundError` unless the tenant has or had this integration. */
  requireKnown(tenantId: TenantId, integrationId: IntegrationId): Promise<void>;
}
