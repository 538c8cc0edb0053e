export interface RetryDelayInput {
  /** Attempts that failed so far, at least 1. */
  readonly failures: number;
  /** What the vendor asked for. */
  readonly retryAfterMs: number | undefined;
  /** Time left until the operation's deadline. */
  readonly remainingMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** In [0, 1). */
  readonly random: number;
}

const SHORTEST_MS = 50;
const LARGEST_EXPONENT = 30;

/**
 * How long to wait before the next attempt, in milliseconds.
 *
 * Without a word from the vendor: exponential backoff with full jitter, `random × min(max, base × 2ⁿ)`.
 * With `Retry-After`: at least that, and a tenth of the backoff on top so that replicas do not return together.
 * Never shorter than 50 ms (or `maxDelayMs`, when that is less), so that nothing can spin.
 *
 * @returns undefined when the wait is longer than `maxDelayMs` or does not fit `remainingMs`: give up now
 */
export function retryDelay(input: RetryDelayInput): number | undefined {
  const backoff = input.random * backoffCeiling(input);
  const asked = input.retryAfterMs;
  if (asked !== undefined && asked > input.maxDelayMs) return undefined;
  const wanted = asked === undefined ? backoff : asked + backoff / 10;
  const wait = Math.min(Math.max(Math.ceil(wanted), SHORTEST_MS), input.maxDelayMs);
  return wait < input.remainingMs ? wait : undefined;
}

function backoffCeiling(input: RetryDelayInput): number {
  const exponent = Math.min(input.failures - 1, LARGEST_EXPONENT);
  return Math.min(input.maxDelayMs, input.baseDelayMs * 2 ** exponent);
}
