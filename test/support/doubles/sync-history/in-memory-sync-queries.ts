import type { SyncQueries } from '../../../../src/application/sync-history/ports/sync-queries.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { durationOf } from '../../../../src/domain/sync-history/sync-run.js';
import type { SyncRun, SyncStatus } from '../../../../src/domain/sync-history/sync-run.js';
import type { SyncTotals } from '../../../../src/domain/sync-history/sync-statistics.js';
import type { FleetState } from '../fleet-data/fleet-state.js';
import { toSyncRun } from './in-memory-sync-run-store.js';

export class InMemorySyncQueries implements SyncQueries {
  constructor(private readonly state: FleetState) {}

  async list(tenantId: TenantId, integrationId: IntegrationId, { limit, offset }: PageRequest): Promise<Page<SyncRun>> {
    const runs = this.runsOf(tenantId, integrationId);
    const newestFirst = runs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1));
    return { items: newestFirst.slice(offset, offset + limit), total: runs.length };
  }

  async totals(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncTotals> {
    const runs = this.runsOf(tenantId, integrationId);
    const count = (status: SyncStatus): number => runs.filter((run) => run.status === status).length;
    const delivering = runs.filter(({ status }) => status === 'success' || status === 'partial');
    return {
      total: runs.length,
      successful: count('success'),
      partial: count('partial'),
      failed: count('failed'),
      recordsProcessed: delivering.reduce((sum, { counts }) => sum + counts.processed, 0),
      durationMs: delivering.reduce((sum, run) => sum + (durationOf(run) ?? 0), 0),
    };
  }

  private runsOf(tenantId: TenantId, integrationId: IntegrationId): readonly SyncRun[] {
    return this.state.runs.filter((run) => run.tenantId === tenantId && run.integrationId === integrationId).map(toSyncRun);
  }
}
