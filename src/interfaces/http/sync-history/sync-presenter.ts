import Joi from 'joi';
import { SYNC_STATUSES, SYNC_TRIGGERS, SYNC_TYPES, durationOf } from '../../../domain/sync-history/sync-run.js';
import type { SyncRun } from '../../../domain/sync-history/sync-run.js';
import type { SyncStatistics } from '../../../domain/sync-history/sync-statistics.js';
import { answerTime, nullable } from '../schemas.js';

const error = nullable(Joi.object({ code: Joi.string().required(), message: Joi.string().required() }));
const counts = {
  records_processed: Joi.number().required(),
  records_created: Joi.number().required(),
  records_updated: Joi.number().required(),
  records_failed: Joi.number().required(),
};

export const syncRunSchema = Joi.object({
  id: Joi.string().required(),
  sync_type: Joi.string().valid(...SYNC_TYPES).required(),
  trigger: Joi.string().valid(...SYNC_TRIGGERS).required(),
  status: Joi.string().valid(...SYNC_STATUSES).required(),
  started_at: answerTime.required(),
  completed_at: nullable(answerTime),
  duration_ms: nullable(Joi.number()),
  ...counts,
  error,
});

export function presentSyncRun(run: SyncRun): unknown {
  return {
    id: run.id,
    sync_type: run.syncType,
    trigger: run.trigger,
    status: run.status,
    started_at: run.startedAt,
    completed_at: run.completedAt ?? null,
    ...outcomeOf(run),
  };
}

export const syncResultSchema = Joi.object({
  success: Joi.boolean().required(),
  sync_id: Joi.string().required(),
  status: Joi.string().valid(...SYNC_STATUSES).required(),
  duration_ms: nullable(Joi.number()),
  ...counts,
  error,
});

export const syncRunningSchema = Joi.object({
  success: Joi.boolean().required(),
  sync_id: Joi.string().required(),
  status: Joi.string().valid('running').required(),
});

export function presentSyncResult(run: SyncRun): unknown {
  return { success: run.status === 'success', sync_id: run.id, status: run.status, ...outcomeOf(run) };
}

export const presentSyncRunning = ({ id }: SyncRun): unknown => ({ success: true, sync_id: id, status: 'running' });

function outcomeOf(run: SyncRun): Record<string, unknown> {
  return {
    duration_ms: durationOf(run) ?? null,
    records_processed: run.counts.processed,
    records_created: run.counts.created,
    records_updated: run.counts.updated,
    records_failed: run.counts.failed,
    error: run.problem ?? null,
  };
}

export const syncStatisticsSchema = Joi.object({
  total_syncs: Joi.number().required(),
  successful_syncs: Joi.number().required(),
  partial_syncs: Joi.number().required(),
  failed_syncs: Joi.number().required(),
  success_rate: Joi.number().min(0).max(100).required(),
  avg_records_per_sync: Joi.number().required(),
  avg_duration_ms: Joi.number().required(),
});

export function presentSyncStatistics(statistics: SyncStatistics): unknown {
  return {
    total_syncs: statistics.totalSyncs,
    successful_syncs: statistics.successfulSyncs,
    partial_syncs: statistics.partialSyncs,
    failed_syncs: statistics.failedSyncs,
    success_rate: statistics.successRate,
    avg_records_per_sync: statistics.avgRecordsPerSync,
    avg_duration_ms: statistics.avgDurationMs,
  };
}
