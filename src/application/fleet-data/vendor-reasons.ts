/** A failure of a vendor: why, and how long it asked us to wait. */
export interface VendorFailure {
  readonly message: string;
  readonly retryAfterMs: number | undefined;
}

export interface VendorReasons {
  /** Fit for people; each reason once. */
  readonly reason: string;
  /** When it is worth asking again: the shortest wait that was named. */
  readonly retryAfterMs: number | undefined;
}

/** Why nobody answered. */
export function reasonsOf(failures: readonly VendorFailure[]): VendorReasons {
  const waits = failures.flatMap(({ retryAfterMs }) => (retryAfterMs === undefined ? [] : [retryAfterMs]));
  return {
    reason: [...new Set(failures.map(({ message }) => message))].join(' '),
    retryAfterMs: waits.length === 0 ? undefined : Math.min(...waits),
  };
}
