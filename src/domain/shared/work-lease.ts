import type { IntegrationId, SyncRunId, TenantId } from './identifiers.js';

/**
 * The right to work on one sync run. `fencing` grows with every new holder: writes under an older number change
 * nothing and throw `LeaseLostError`.
 */
export interface WorkLease {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly runId: SyncRunId;
  readonly fencing: number;
}
