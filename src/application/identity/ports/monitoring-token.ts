/** The fixed token a monitoring system may send instead of a person's. */
export interface MonitoringToken {
  /** In constant time; false when none is configured. */
  matches(presented: string): boolean;
}
