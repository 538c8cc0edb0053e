/** How often a vendor account may be asked: at most `permits` in any sliding window. One permit means even spacing. */
export interface VendorRate {
  readonly permits: number;
  readonly windowMs: number;
}

/**
 * When the next request may be sent: now, or one window after the permit that was given `permits` ago.
 * `given` holds the times of earlier permits, oldest first; some may lie ahead, for requests that are waiting.
 */
export function nextPermitAt(given: readonly Date[], now: Date, { permits, windowMs }: VendorRate): Date {
  const limiting = given.at(-permits);
  if (limiting === undefined || given.length < permits) return now;
  const free = limiting.getTime() + windowMs;
  return free > now.getTime() ? new Date(free) : now;
}
