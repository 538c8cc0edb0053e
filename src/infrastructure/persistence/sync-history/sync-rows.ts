import type { LeasedRun } from '../../../application/sync-history/ports/sync-run-store.js';
import { toIntegrationId, toSyncRunId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { SyncRun, SyncStatus, SyncTrigger, SyncType } from '../../../domain/sync-history/sync-run.js';

export interface SyncRunRow {
  id: string;
  tenant_id: string;
  integration_id: string;
  sync_type: string;
  trigger: string;
  status: string;
  roster_confirmed: boolean;
  started_at: Date;
  completed_at: Date | null;
  records_processed: number;
  records_created: number;
  records_updated: number;
  records_failed: number;
  error_code: string | null;
  error_message: string | null;
  fencing: number;
  lease_until: Date | null;
}

export function toSyncRun(row: SyncRunRow): SyncRun {
  return {
    id: toSyncRunId(row.id),
    tenantId: toTenantId(row.tenant_id),
    integrationId: toIntegrationId(row.integration_id),
    syncType: row.sync_type as SyncType,
    trigger: row.trigger as SyncTrigger,
    status: row.status as SyncStatus,
    startedAt: row.started_at,
    completedAt: row.completed_at ?? undefined,
    counts: {
      processed: row.records_processed,
      created: row.records_created,
      updated: row.records_updated,
      failed: row.records_failed,
    },
    problem: row.error_code === null ? undefined : { code: row.error_code, message: row.error_message ?? '' },
  };
}

export function toLeasedRun(row: SyncRunRow): LeasedRun {
  const { tenantId, integrationId, id, syncType, trigger } = toSyncRun(row);
  const lease = { tenantId, integrationId, runId: id, fencing: row.fencing };
  return { tenantId, integrationId, syncType, trigger, rosterConfirmed: row.roster_confirmed, lease };
}
