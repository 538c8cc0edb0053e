import type { Load } from '../../../domain/fleet-data/load.js';
import type { IntegrationId, LoadId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';

/** `active`: not finished and not gone. */
export type LoadFilter = 'active' | 'all';

export interface LoadQueries {
  find(tenantId: TenantId, loadId: LoadId): Promise<Load | undefined>;
  /** By pickup appointment, those without a known moment last, then by load id. */
  list(tenantId: TenantId, filter: LoadFilter, page: PageRequest): Promise<Page<Load>>;
  /** When each integration's list of active loads was last read to its end; absent: never. */
  listReadTimes(tenantId: TenantId): Promise<ReadonlyMap<IntegrationId, Date>>;
}
