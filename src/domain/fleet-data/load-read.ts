import { isActiveLoad } from './load.js';
import type { Load } from './load.js';

/** The clocks of two replicas may differ by this much before a time counts as wrong. */
const AHEAD_TOLERANCE_MS = 2 * 60_000;

/** The enabled TMS integration a load comes from. */
export interface LoadOrigin {
  /** A load younger than this is served as it is stored. */
  readonly syncIntervalSeconds: number;
}

/**
 * - `stored`: young enough to be served as it is
 * - `fetch`: ask the vendor; the load is what to serve when that fails or takes too long
 * - `disconnected`: nobody can be asked; serve the load and say so
 * - `search`: nothing is stored, but a TMS may know the load
 * - `nobody`: nothing is stored and there is nobody to ask
 */
export type LoadReadDecision =
  | { readonly kind: 'stored'; readonly load: Load }
  | { readonly kind: 'fetch'; readonly load: Load }
  | { readonly kind: 'disconnected'; readonly load: Load }
  | { readonly kind: 'search' }
  | { readonly kind: 'nobody' };

export interface LoadReadState {
  readonly load: Load | undefined;
  /** Undefined when the load's integration is disabled or deleted, or there is no load. */
  readonly origin: LoadOrigin | undefined;
  /** Whether the tenant has any enabled TMS integration. */
  readonly tenantConnected: boolean;
}

/** What to do about a read of one load. */
export function decideLoadRead({ load, origin, tenantConnected }: LoadReadState, now: Date): LoadReadDecision {
  if (load === undefined) return { kind: tenantConnected ? 'search' : 'nobody' };
  if (origin === undefined) return { kind: 'disconnected', load };
  return { kind: isYounger(load.asOf, now, origin.syncIntervalSeconds) ? 'stored' : 'fetch', load };
}

/** How a load is served. */
export interface LoadServing {
  /** False when this very request read it from the vendor. */
  readonly cached: boolean;
  /** Seconds since the vendor was asked; never negative. */
  readonly ageSeconds: number;
  readonly stale: boolean;
}

export interface ListedLoadReads {
  readonly origin: LoadOrigin | undefined;
  /** When the vendor's list of active loads was last read to its end. */
  readonly listReadAt: Date | undefined;
  /** What was read from then on was read for this request; undefined when it read nothing. */
  readonly liveSince: Date | undefined;
}

/**
 * How a load of a list is served. A finished load is as fresh as the last reading of its vendor's whole list: were it
 * active again, it would have been listed.
 */
export function servingInList(load: Load, { origin, listReadAt, liveSince }: ListedLoadReads, now: Date): LoadServing {
  const ageSeconds = ageOf(load.asOf, now);
  if (origin === undefined) return { cached: true, ageSeconds, stale: true };
  if (liveSince !== undefined && load.asOf >= liveSince && !isAhead(load.asOf, now)) return { cached: false, ageSeconds, stale: false };
  const known = isActiveLoad(load) ? load.asOf : later(load.asOf, listReadAt);
  return { cached: true, ageSeconds, stale: !isYounger(known, now, origin.syncIntervalSeconds) };
}

/** Seconds since a moment; never negative. */
export function ageOf(moment: Date, now: Date): number {
  return Math.max(0, (now.getTime() - moment.getTime()) / 1000);
}

/** Younger than the limit, and not from the future. */
export function isYounger(moment: Date, now: Date, limitSeconds: number): boolean {
  return !isAhead(moment, now) && ageOf(moment, now) < limitSeconds;
}

function isAhead(moment: Date, now: Date): boolean {
  return moment.getTime() - now.getTime() > AHEAD_TOLERANCE_MS;
}

function later(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
