/** How long a message is tried. */
export const GIVE_UP_AFTER_MS = 72 * 3_600_000;

const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * When a message that could not be delivered is tried again: after 30 s, doubled each time up to an hour, or as the other
 * side asks; undefined once 72 hours have passed since it was written.
 */
export function nextDeliveryAt(
  attempt: { readonly attempts: number; readonly writtenAt: Date; readonly retryAfterMs: number | undefined },
  now: Date,
): Date | undefined {
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempt.attempts - 1)));
  const wait = Math.max(backoff, Math.min(attempt.retryAfterMs ?? 0, LONGEST_MS));
  const at = now.getTime() + wait;
  return at - attempt.writtenAt.getTime() > GIVE_UP_AFTER_MS ? undefined : new Date(at);
}
