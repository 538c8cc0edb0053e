/** When an integration is synced next. */
export interface SyncSlot {
  /** When it was due. */
  readonly dueAt: Date;
  readonly intervalSeconds: number;
  readonly now: Date;
  /** 0 ≤ phase < 1: where in the interval this integration stands, so that a fleet of them does not start at once. */
  readonly phase: number;
}

/**
 * The slot after the one that is due: one interval later, so that a run's own length never stretches the interval.
 * When that is past already (the service was down), the next point of the integration's own grid, at most one
 * interval from now.
 */
export function nextSyncAt({ dueAt, intervalSeconds, now, phase }: SyncSlot): Date {
  const interval = intervalSeconds * 1000;
  const following = dueAt.getTime() + interval;
  if (following > now.getTime()) return new Date(following);
  // Whole milliseconds: a fraction would be cut off the result, which could then be now.
  const offset = Math.floor(phase * interval);
  const passed = Math.floor((now.getTime() - offset) / interval);
  return new Date((passed + 1) * interval + offset);
}

/** A phase from an id: the first 8 hex digits of a UUID as a fraction, evenly spread and the same on every replica. */
export function phaseOf(id: string): number {
  const head = Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16);
  return Number.isNaN(head) ? 0 : head / 0x1_0000_0000;
}
