import type { IntegrationId, SyncRunId, TenantId } from '../shared/identifiers.js';

export const SYNC_TYPES = ['hos', 'loads', 'pems_pull'] as const;
export type SyncType = (typeof SYNC_TYPES)[number];
export const SYNC_TRIGGERS = ['schedule', 'manual', 'webhook'] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];
export const SYNC_STATUSES = ['running', 'success', 'partial', 'failed'] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

export interface SyncCounts {
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
}

export const NO_RECORDS: SyncCounts = { processed: 0, created: 0, updated: 0, failed: 0 };

export function addCounts(a: SyncCounts, b: SyncCounts): SyncCounts {
  return {
    processed: a.processed + b.processed,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    failed: a.failed + b.failed,
  };
}

/** Why a run failed or is partial, in words fit for the tenant's people. */
export interface SyncProblem {
  readonly code: string;
  readonly message: string;
}

/** How a run ended. */
export interface SyncOutcome {
  readonly status: Exclude<SyncStatus, 'running'>;
  readonly counts: SyncCounts;
  readonly problem: SyncProblem | undefined;
}

/** One run of a sync, as history keeps it. */
export interface SyncRun {
  readonly id: SyncRunId;
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly syncType: SyncType;
  readonly trigger: SyncTrigger;
  readonly status: SyncStatus;
  readonly startedAt: Date;
  readonly completedAt: Date | undefined;
  readonly counts: SyncCounts;
  readonly problem: SyncProblem | undefined;
}

/** Milliseconds from start to end; undefined while it runs. */
export function durationOf(run: Pick<SyncRun, 'startedAt' | 'completedAt'>): number | undefined {
  return run.completedAt === undefined ? undefined : run.completedAt.getTime() - run.startedAt.getTime();
}
