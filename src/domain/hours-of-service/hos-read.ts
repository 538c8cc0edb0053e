import { isFromTheFuture } from './hos-observation.js';
import { isInForce } from './hos-override.js';
import type { HosOverride } from './hos-override.js';
import type { HosSnapshot } from './hos-snapshot.js';

/** What is stored about a driver at the moment of a read. */
export interface HosReadState {
  readonly override: HosOverride | undefined;
  readonly snapshot: HosSnapshot | undefined;
  /** Whether the driver is linked to a vendor driver. */
  readonly linked: boolean;
  /** Whether the integration of that link exists and is enabled. */
  readonly integrationEnabled: boolean;
  /** Whether the tenant has any enabled HOS integration. */
  readonly tenantConnected: boolean;
}

/**
 * - `override`: a person's word is in force
 * - `stored`: the snapshot is young enough
 * - `fetch`: ask the vendor; `fallback` is what to serve when that fails or takes too long
 * - `stale`: nobody can be asked; serve the snapshot and say so
 * - `not-linked`, `no-integration`: there is nothing to serve
 */
export type HosReadDecision =
  | { readonly kind: 'override'; readonly override: HosOverride }
  | { readonly kind: 'stored'; readonly snapshot: HosSnapshot }
  | { readonly kind: 'fetch'; readonly fallback: HosSnapshot | undefined }
  | { readonly kind: 'stale'; readonly snapshot: HosSnapshot }
  | { readonly kind: 'not-linked' }
  | { readonly kind: 'no-integration' };

/** The read order: override, fresh snapshot, live fetch, stale snapshot, refusal. */
export function decideHosRead(state: HosReadState, now: Date, freshSeconds: number): HosReadDecision {
  const { override, snapshot } = state;
  if (override !== undefined && isInForce(override, now)) return { kind: 'override', override };
  if (snapshot !== undefined && isFresh(snapshot.asOf, now, freshSeconds)) return { kind: 'stored', snapshot };
  if (state.linked && state.integrationEnabled) return { kind: 'fetch', fallback: snapshot };
  if (snapshot !== undefined) return { kind: 'stale', snapshot };
  return { kind: state.linked || !state.tenantConnected ? 'no-integration' : 'not-linked' };
}

/** Seconds since the observation; never negative. */
export function ageSeconds(asOf: Date, now: Date): number {
  return Math.max(0, (now.getTime() - asOf.getTime()) / 1000);
}

/** Younger than the limit, and not from the future. */
export function isFresh(asOf: Date, now: Date, freshSeconds: number): boolean {
  return !isFromTheFuture(asOf, now) && ageSeconds(asOf, now) < freshSeconds;
}
