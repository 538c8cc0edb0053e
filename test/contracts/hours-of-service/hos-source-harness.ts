import type { HosSource } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { DutyStatus } from '../../../src/domain/hours-of-service/duty-status.js';
import type { HosViolation, RemainingHours } from '../../../src/domain/hours-of-service/hos-observation.js';
import type { VendorRuleset } from '../../../src/domain/hours-of-service/ruleset.js';
import type { GivenFailure } from '../given-failure.js';

/** A driver in our words; the harness says it in the vendor's. */
export interface GivenDriver {
  /** Digits, so that vendors with numeric ids can send it. */
  readonly externalDriverId: string;
  readonly name: string;
  /** UNKNOWN: the vendor sends a status we cannot place. */
  readonly dutyStatus: DutyStatus;
  /** A part left out is one the vendor does not send. */
  readonly remaining: Partial<RemainingHours>;
  /** Default: none. A vendor that cannot state overruns does not send them. */
  readonly violations?: readonly HosViolation[];
  /** Default: `US_PROPERTY_70_8`. */
  readonly ruleset?: VendorRuleset;
  /** Default: true. False: the vendor has clocks of a driver who is not active. */
  readonly inRoster?: boolean;
}

/** What the vendor is like from now on. */
export interface GivenVendor {
  readonly drivers: readonly GivenDriver[];
  /** Drivers per page of the vendor. Default: the vendor's own. */
  readonly pageSize?: number;
  /** Rows without a driver, on the first page of each list. */
  readonly unreadableRows?: number;
  readonly failure?: GivenFailure;
}

export interface OpenHosSource {
  readonly source: HosSource;
  given(state: GivenVendor): Promise<void>;
  close(): Promise<void>;
}

/** What the vendor's contract can say at all. What it cannot, the suite expects to be absent. */
export interface VendorStates {
  /** Hours beyond a limit. */
  readonly violations: boolean;
}

/** Brings up a source and the vendor behind it. Its client must answer failures at once: one attempt, short deadlines. */
export interface HosSourceHarness {
  readonly states: VendorStates;
  /** False where nock answers, true where something listens. */
  readonly overRealSockets: boolean;
  open(): Promise<OpenHosSource>;
}
