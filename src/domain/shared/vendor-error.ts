/**
 * Why a vendor could not serve a request.
 *
 * - `credentials`: 401 or 403, the key is not (or no longer) accepted
 * - `rate-limited`: 429
 * - `unavailable`: no connection, connection lost, or 5xx
 * - `timeout`: no complete answer inside the deadline
 * - `rejected`: any other 4xx, a redirect, or a request the vendor answers with "no such thing"
 * - `malformed`: a 2xx whose body is not what the contract says (also: too large)
 */
export type VendorErrorKind = 'credentials' | 'rate-limited' | 'unavailable' | 'timeout' | 'rejected' | 'malformed';

export interface VendorErrorFields {
  readonly kind: VendorErrorKind;
  /** Registry id, for example `SAMSARA_ELD`. */
  readonly vendor: string;
  /** What we asked for, in our words, for example `hos.clocks`. Never a URL. */
  readonly operation: string;
  /** One sentence without secrets, fit for logs and for the tenant's people. */
  readonly detail: string;
  readonly httpStatus?: number | undefined;
  /** How long the vendor asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Set when nothing was sent because we ourselves refused: an open circuit, or no permit in time. Not a vendor failure. */
  readonly refusedBy?: 'circuit' | 'limiter' | undefined;
}

/** The only error a vendor adapter throws. Carries no request, no response body and no `cause`. */
export class VendorError extends Error {
  readonly kind: VendorErrorKind;
  readonly vendor: string;
  readonly operation: string;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly refusedBy: 'circuit' | 'limiter' | undefined;

  constructor(fields: VendorErrorFields) {
    super(fields.detail);
    this.name = 'VendorError';
    this.kind = fields.kind;
    this.vendor = fields.vendor;
    this.operation = fields.operation;
    this.httpStatus = fields.httpStatus;
    this.retryAfterMs = fields.retryAfterMs;
    this.refusedBy = fields.refusedBy;
  }

  /** The same failure in other words: one sentence without secrets. */
  saying(detail: string): VendorError {
    const { kind, vendor, operation, httpStatus, retryAfterMs, refusedBy } = this;
    return new VendorError({ kind, vendor, operation, detail, httpStatus, retryAfterMs, refusedBy });
  }
}

/** How a failed sync names its reason: the kind, or which of our own guards refused to ask. */
export function failureCodeOf({ kind, refusedBy }: VendorError): string {
  if (refusedBy === undefined) return kind;
  return refusedBy === 'circuit' ? 'circuit-open' : 'no-permit';
}
