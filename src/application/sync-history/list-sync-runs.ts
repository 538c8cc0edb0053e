import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { SyncRun } from '../../domain/sync-history/sync-run.js';
import type { SyncQueries } from './ports/sync-queries.js';
import type { SyncTargets } from './ports/sync-targets.js';

/** The sync history of an integration, also of one that was deleted. */
export class ListSyncRuns {
  constructor(
    private readonly targets: SyncTargets,
    private readonly history: SyncQueries,
  ) {}

  /** Throws `IntegrationNotFoundError`. */
  async execute(tenantId: TenantId, integrationId: IntegrationId, page: PageRequest): Promise<Page<SyncRun>> {
    await this.targets.requireKnown(tenantId, integrationId);
    return this.history.list(tenantId, integrationId, page);
  }
}
