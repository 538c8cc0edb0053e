import type { Load } from '../../domain/fleet-data/load.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import { PATIENCE_MS } from './patience.js';

/** A load as a reader gets it. */
export interface LoadAnswer {
  readonly load: Load;
  /** False when this very request read it from the vendor. */
  readonly cached: boolean;
  readonly ageSeconds: number;
  readonly stale: boolean;
  /** Why it is stale, fit for people; undefined when it is not. */
  readonly error: string | undefined;
}

export const TOO_SLOW = 'The TMS takes longer than usual to answer. This is the last known state.';
export const SILENT = `The TMS did not answer in ${PATIENCE_MS / 1000} s. It goes on being asked; try again in a moment.`;
export const UNTOLD = 'The TMS did not tell of this load when it was last read. This is its last known state.';
export const NOT_CONNECTED = 'No enabled TMS integration serves this load. This is its last known state.';

/** How a live read ended. */
export type LiveOutcome<Result> =
  | { readonly kind: 'arrived'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: VendorError };

/** A vendor's failure as a value; everything else is thrown on. */
export async function outcomeOf<Result>(reading: Promise<Result>): Promise<LiveOutcome<Result>> {
  try {
    return { kind: 'arrived', result: await reading };
  } catch (error) {
    if (error instanceof VendorError) return { kind: 'failed', error };
    throw error;
  }
}
