/** Sums over the runs of one integration. */
export interface SyncTotals {
  readonly total: number;
  readonly successful: number;
  readonly partial: number;
  readonly failed: number;
  /** Over successful and partial runs. */
  readonly recordsProcessed: number;
  readonly durationMs: number;
}

export interface SyncStatistics {
  readonly totalSyncs: number;
  readonly successfulSyncs: number;
  readonly partialSyncs: number;
  readonly failedSyncs: number;
  /** 0–100, of finished runs; partial is not success; 0 when none has finished. */
  readonly successRate: number;
  readonly avgRecordsPerSync: number;
  readonly avgDurationMs: number;
}

export function summarizeSyncs(totals: SyncTotals): SyncStatistics {
  const finished = totals.successful + totals.partial + totals.failed;
  const delivering = totals.successful + totals.partial;
  return {
    totalSyncs: totals.total,
    successfulSyncs: totals.successful,
    partialSyncs: totals.partial,
    failedSyncs: totals.failed,
    successRate: finished === 0 ? 0 : round((100 * totals.successful) / finished),
    avgRecordsPerSync: delivering === 0 ? 0 : round(totals.recordsProcessed / delivering),
    avgDurationMs: delivering === 0 ? 0 : round(totals.durationMs / delivering),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
