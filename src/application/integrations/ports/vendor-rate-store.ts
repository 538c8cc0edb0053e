import type { VendorRate } from '../../../domain/integrations/vendor-rate.js';

/**
 * - `user`: somebody waits; a place ahead is taken if it comes within `patienceMs`
 * - `background`: only a permit that is free now is taken, so that users never queue behind a sync
 */
export type PermitPriority = 'user' | 'background';

export interface PermitOrder {
  readonly rate: VendorRate;
  readonly priority: PermitPriority;
  readonly patienceMs: number;
}

/** `taken`: send after `waitMs`. Not taken: ask again after `waitMs`. */
export interface RatePermit {
  readonly taken: boolean;
  readonly waitMs: number;
}

/** Permits per vendor account, counted over all replicas by the store's clock. */
export interface VendorRateStore {
  /** Throws `DatabaseAwayError` when the store cannot be reached. */
  take(account: string, order: PermitOrder): Promise<RatePermit>;
}
