/** How long and how often a vendor is asked. All times in milliseconds. */
export interface VendorHttpLimits {
  /** Silence allowed on the connection, also while connecting. */
  readonly idleTimeoutMs: number;
  /** One attempt from start to the last byte (`VENDOR_ATTEMPT_TIMEOUT_MS`). */
  readonly attemptTimeoutMs: number;
  /** All attempts and the waits between them (`VENDOR_OPERATION_DEADLINE_MS`). */
  readonly operationDeadlineMs: number;
  /** 1 sends once; connection tests and queue writes use that (`RETRY_MAX_ATTEMPTS`). */
  readonly maxAttempts: number;
  /** First backoff step, doubled each time (`RETRY_BASE_DELAY_MS`). */
  readonly baseDelayMs: number;
  /** Longest wait between two attempts (`RETRY_MAX_DELAY_MS`). */
  readonly maxDelayMs: number;
  /** Largest body read, after decompression, in bytes. */
  readonly maxBodyBytes: number;
}

/** The defaults of the settings above. */
export const DEFAULT_VENDOR_HTTP_LIMITS: VendorHttpLimits = {
  idleTimeoutMs: 5_000,
  attemptTimeoutMs: 10_000,
  operationDeadlineMs: 30_000,
  maxAttempts: 3,
  baseDelayMs: 1_000,
  maxDelayMs: 30_000,
  maxBodyBytes: 5_000_000,
};
