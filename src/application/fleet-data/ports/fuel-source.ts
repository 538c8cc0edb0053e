import type { FuelOffer, FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';

export interface FuelOffers {
  /** Nearest first, inside the radius, at most as many as asked for. */
  readonly offers: readonly FuelOffer[];
  /** Rows that could not be read (no id, no position, not an object). */
  readonly unreadable: number;
}

/** Reads fuel prices from one tenant's account at one vendor. Throws `VendorError` and nothing else. */
export interface FuelSource {
  near(search: FuelSearch, signal?: AbortSignal): Promise<FuelOffers>;
}
