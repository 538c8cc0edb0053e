/** Counters and gauges of the service, named as `/metrics` shows them. */
export interface Metrics {
  /** `hos_reads_total{source}` */
  hosRead(source: 'override' | 'stored' | 'live' | 'stale' | 'unavailable'): void;
  /** `sync_runs_total{status}` */
  syncRun(status: 'success' | 'partial' | 'failed'): void;
  /** `vendor_requests_total{vendor,outcome}` */
  vendorRequest(vendor: string, outcome: string): void;
  /** `vendor_retries_total{outcome}` */
  vendorRetry(outcome: string): void;
}
