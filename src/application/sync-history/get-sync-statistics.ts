import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { summarizeSyncs } from '../../domain/sync-history/sync-statistics.js';
import type { SyncStatistics } from '../../domain/sync-history/sync-statistics.js';
import type { SyncQueries } from './ports/sync-queries.js';
import type { SyncTargets } from './ports/sync-targets.js';

/** How the syncs of an integration have gone, over the history that is kept. */
export class GetSyncStatistics {
  constructor(
    private readonly targets: SyncTargets,
    private readonly history: SyncQueries,
  ) {}

  /** Throws `IntegrationNotFoundError`. */
  async execute(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncStatistics> {
    await this.targets.requireKnown(tenantId, integrationId);
    return summarizeSyncs(await this.history.totals(tenantId, integrationId));
  }
}
