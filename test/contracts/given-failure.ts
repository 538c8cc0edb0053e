import type { VendorErrorKind } from '../../src/domain/shared/vendor-error.js';

/** How the vendor fails: every request, or every one from a page on (1 is the first). */
export interface GivenFailure {
  readonly kind: VendorErrorKind;
  readonly onPage?: number;
  /** With `rate-limited`: the header as sent. Default: `0.40235`, fractional seconds. */
  readonly retryAfter?: string;
}
