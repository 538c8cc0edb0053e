/** Times that decide how hours of service are served. */
export interface HosSettings {
  /** A stored snapshot younger than this is served without asking the vendor. */
  readonly freshSeconds: number;
  /** Stale answers carry a warning from this age on. */
  readonly warnAfterSeconds: number;
  /** How long a read waits for the vendor when it has a snapshot to fall back on. */
  readonly liveReadBudgetMs: number;
}
