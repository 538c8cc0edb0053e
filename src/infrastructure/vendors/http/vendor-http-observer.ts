import type { VendorErrorKind } from '../../../domain/shared/vendor-error.js';

/** How one HTTP attempt ended. */
export type AttemptOutcome = 'ok' | VendorErrorKind;

/**
 * How retrying one operation ended. Operations that needed no retry report nothing.
 *
 * - `recovered`: an answer came after at least one retry
 * - `exhausted`: retried, and failed all the same
 * - `abandoned`: worth a retry, but the wait did not fit the deadline or the caller stopped it
 */
export type RetryOutcome = 'recovered' | 'exhausted' | 'abandoned';

/** Told what happened, for `vendor_requests_total{vendor,outcome}` and `vendor_retries_total{outcome}`. Must not throw. */
export interface VendorHttpObserver {
  /** One attempt reached its end. Called once for each request that was sent, retries included. */
  attempt(vendor: string, outcome: AttemptOutcome): void;
  retry(vendor: string, outcome: RetryOutcome): void;
}
