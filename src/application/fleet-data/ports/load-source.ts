import type { LoadObservation } from '../../../domain/fleet-data/load.js';

export interface LoadsPage {
  readonly loads: readonly LoadObservation[];
  /** Rows that could not be read (no id, not an object). */
  readonly unreadable: number;
}

/** A driver as a TMS names them. */
export interface TmsDriver {
  readonly externalDriverId: string;
  readonly name: string;
  readonly isActive: boolean;
}

/**
 * Reads loads from one tenant's account at one TMS vendor.
 * Every method throws `VendorError` and nothing else. Paging and its guards are the adapter's. A load appears at most
 * once in all pages of one pass (the last row wins within a page, the first across pages).
 */
export interface LoadSource {
  /** The loads the vendor lists as active, one page per vendor page. Their own status says what each of them is. */
  activeLoads(signal?: AbortSignal): AsyncIterable<LoadsPage>;
  /** One load by the vendor's id, whatever its status; undefined when the vendor does not know it. */
  load(externalLoadId: string, signal?: AbortSignal): Promise<LoadObservation | undefined>;
  /** The drivers of the TMS; empty where the vendor has no such list. */
  drivers(signal?: AbortSignal): Promise<readonly TmsDriver[]>;
}
