/** At most `limit` permits in any sliding window, counted over all replicas by the database's clock. */
export interface RequestLimit {
  readonly limit: number;
  readonly windowSeconds: number;
}

export type Permit =
  | {
      readonly granted: true;
      readonly remaining: number;
      /** Until the oldest counted permit leaves the window. */
      readonly resetMs: number;
      /** Hands this permit back, as if it had not been taken. */
      readonly receipt: string;
    }
  | { readonly granted: false; readonly retryAfterMs: number };

export interface RequestLimiter {
  take(key: string, limit: RequestLimit): Promise<Permit>;
  giveBack(key: string, receipt: string): Promise<void>;
}
