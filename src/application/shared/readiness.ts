export interface ReadinessReport {
  readonly ready: boolean;
  /** One word per dependency: `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Whether this replica can serve: its database answers, migrations are done, and it is not stopping. */
export interface Readiness {
  check(): Promise<ReadinessReport>;
}
