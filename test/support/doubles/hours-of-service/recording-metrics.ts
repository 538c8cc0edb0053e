import type { Metrics } from '../../../../src/application/shared/metrics.js';

/** Keeps what was counted, in order. */
export class RecordingMetrics implements Metrics {
  readonly hosReads: Parameters<Metrics['hosRead']>[0][] = [];
  readonly syncRuns: Parameters<Metrics['syncRun']>[0][] = [];
  readonly vendorRequests: string[] = [];
  readonly vendorRetries: string[] = [];

  hosRead(source: Parameters<Metrics['hosRead']>[0]): void {
    this.hosReads.push(source);
  }

  syncRun(status: Parameters<Metrics['syncRun']>[0]): void {
    this.syncRuns.push(status);
  }

  vendorRequest(vendor: string, outcome: string): void {
    this.vendorRequests.push(`${vendor} ${outcome}`);
  }

  vendorRetry(outcome: string): void {
    this.vendorRetries.push(outcome);
  }
}
