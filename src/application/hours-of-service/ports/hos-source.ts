import type { HosObservation } from '../../../domain/hours-of-service/hos-observation.js';
import type { VendorRuleset } from '../../../domain/hours-of-service/ruleset.js';

/** A driver as an ELD vendor's roster names them. Only drivers active at the vendor are listed. */
export interface RosterDriver {
  readonly externalDriverId: string;
  readonly name: string;
  readonly ruleset: VendorRuleset;
}

export interface RosterPage {
  readonly drivers: readonly RosterDriver[];
  /** Rows that could not be read (no id, not an object). */
  readonly unreadable: number;
}

export interface ClocksPage {
  readonly observations: readonly HosObservation[];
  /** Rows that could not be read, or that claim a time in the future. */
  readonly unreadable: number;
}

/**
 * Reads drivers and hours of service from one tenant's account at one ELD vendor.
 * Every method throws `VendorError` and nothing else. Paging and its guards are the adapter's.
 * A driver appears at most once in all pages of one pass (the last row wins within a page, the first across pages).
 */
export interface HosSource {
  /** Every driver active at the vendor, one page per vendor page. */
  roster(signal?: AbortSignal): AsyncIterable<RosterPage>;
  /** The clocks of the whole fleet, one page per vendor page. May include drivers the roster does not name. */
  clocks(signal?: AbortSignal): AsyncIterable<ClocksPage>;
  /** The clocks of the named drivers. Drivers the vendor says nothing about are missing from the answer. */
  clocksOf(externalDriverIds: readonly string[], signal?: AbortSignal): Promise<ClocksPage>;
}
