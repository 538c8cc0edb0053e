import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SyncRun } from '../../../domain/sync-history/sync-run.js';
import type { SyncTotals } from '../../../domain/sync-history/sync-statistics.js';

export interface SyncQueries {
  /** Newest first. */
  list(tenantId: TenantId, integrationId: IntegrationId, page: PageRequest): Promise<Page<SyncRun>>;
  totals(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncTotals>;
}
