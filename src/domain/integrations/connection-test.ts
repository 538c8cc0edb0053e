/** One thing a connection test looked at. `detail` says what was found and, on failure, what to do. */
export interface ConnectionTestStep {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Failure is a value: a connection that does not work is an answer, not an error. */
export interface ConnectionTestResult {
  readonly success: boolean;
  /** One sentence for the person who connects the vendor. */
  readonly message: string;
  /** `ok`, the kind of the failure (`credentials`, `timeout`, …), `clock-skew`, or `credentials-unreadable`. */
  readonly code: string;
  readonly latencyMs: number;
  readonly checkedAt: Date;
  readonly steps: readonly ConnectionTestStep[];
}
