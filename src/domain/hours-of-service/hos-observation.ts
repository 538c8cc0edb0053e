import type { DutyStatus } from './duty-status.js';

/** Hours a driver has left, as a vendor states them. Undefined where the vendor gives nothing; 0 is a real 0. */
export interface RemainingHours {
  /** Driving left in the shift, 49 CFR 395.3(a)(3)(i). */
  readonly driveHours: number | undefined;
  /** Left in the 14-hour window, 395.3(a)(2). */
  readonly shiftHours: number | undefined;
  /** Left in the 60- or 70-hour cycle, 395.3(b). */
  readonly cycleHours: number | undefined;
  /** Driving left until a 30-minute interruption is due, 395.3(a)(3)(ii). */
  readonly untilBreakHours: number | undefined;
}

export type HosViolationKind = 'shift_driving' | 'cycle';

/** An overrun the vendor reports: `shift_driving` beyond the 11 hours, `cycle` beyond the 60 or 70. */
export interface HosViolation {
  readonly kind: HosViolationKind;
  readonly durationHours: number;
}

/** What a vendor says about one driver's hours at one moment. */
export interface HosObservation {
  readonly externalDriverId: string;
  readonly dutyStatus: DutyStatus;
  /** The vendor's own word, kept as sent; undefined when it sent none. */
  readonly dutyStatusRaw: string | undefined;
  readonly remaining: RemainingHours;
  /** Only overruns above zero. */
  readonly violations: readonly HosViolation[];
  /** The vendor's observation time where it gives one, else the moment we asked. Age counts from here. */
  readonly asOf: Date;
}

const FUTURE_TOLERANCE_MS = 2 * 60_000;

/** Times more than two minutes ahead of us are refused: a wrong clock must not make old hours look fresh. */
export function isFromTheFuture(asOf: Date, now: Date): boolean {
  return asOf.getTime() - now.getTime() > FUTURE_TOLERANCE_MS;
}
