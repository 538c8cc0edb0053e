import type { VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { EgressGuard } from '../http/egress-guard.js';

/** The address that is examined. */
export interface VendorAddress {
  readonly baseUrl: string;
  /** The vendor's name for people: `Samsara`. */
  readonly vendor: string;
  readonly guard: EgressGuard;
}

export interface FailedFinding {
  readonly ok: false;
  readonly code: VendorErrorKind | 'clock-skew';
  /** What is wrong and what to do, in the words of a fleet's office: our own words, the vendor's name and numbers only. */
  readonly detail: string;
}

/** What one step of a connection test found. */
export type Finding = { readonly ok: true; readonly detail: string } | FailedFinding;
