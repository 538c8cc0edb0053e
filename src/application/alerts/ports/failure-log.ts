import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** The failures of an integration that count for incidents. */
export interface FailureLog {
  /** A failed live read; counts at most once a minute per integration. */
  addLiveFailure(tenantId: TenantId, integrationId: IntegrationId): Promise<void>;
  /** Failed runs since the last one that did not fail; runs refused by our own circuit or limiter are passed over. */
  consecutiveFailedRuns(tenantId: TenantId, integrationId: IntegrationId): Promise<number>;
  /** Failed runs and live failures of the last minutes. */
  failuresWithin(tenantId: TenantId, integrationId: IntegrationId, minutes: number): Promise<number>;
}
