const MOST_ATTEMPTS = 5;
const FIRST_MS = 5_000;
const LONGEST_MS = 600_000;

/**
 * How long after its failed attempt number `attempts` (from 1 on) an event is tried again: 5 s, doubled each time, or as long
 * as the vendor asked if that is longer, up to 10 minutes. Undefined after the fifth: what was pushed is also polled.
 */
export function webhookRetryDelayMs(attempts: number, retryAfterMs = 0): number | undefined {
  if (attempts >= MOST_ATTEMPTS) return undefined;
  return Math.max(FIRST_MS * 2 ** (attempts - 1), Math.min(retryAfterMs, LONGEST_MS));
}
