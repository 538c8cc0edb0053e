/** Hours a driver surely has left. Undefined is not known; 0 is a real 0. */
export interface HoursLeft {
  /** Driving left in the shift. */
  readonly driveHours: number | undefined;
  /** Left in the 14-hour window. */
  readonly shiftHours: number | undefined;
  /** Left in the 60- or 70-hour cycle. */
  readonly cycleHours: number | undefined;
  /** Driving left until a 30-minute interruption is due. */
  readonly untilBreakHours: number | undefined;
}

/** A limit a route can exceed. */
export type HoursLimit = 'drive' | 'shift' | 'cycle';
/** Something that must be known to judge a route. */
export type NeededHours = HoursLimit | 'until_break';

export interface RouteJudgement {
  readonly feasible: 'yes' | 'no' | 'unknown';
  /** Interruptions of 30 minutes that fall due on the way; undefined when the hours until the first are not known. */
  readonly breaks: number | undefined;
  /** Driving hours after which the first is due; undefined when none is needed, or that is not known. */
  readonly breakNeededAfterHours: number | undefined;
  /** The limits that are surely exceeded. */
  readonly exceeded: readonly HoursLimit[];
  readonly unknown: readonly NeededHours[];
}

export interface RouteQuestion {
  readonly driveHours: number;
  readonly left: HoursLeft;
}

/** Driving between two interruptions, 49 CFR 395.3(a)(3)(ii). */
const DRIVING_BETWEEN_BREAKS_HOURS = 8;
/** 49 CFR 395.3(a)(3)(ii): 30 consecutive minutes. */
const BREAK_HOURS = 0.5;
/** Sums of floats that should be equal differ by less; it is 4 microseconds. */
const SLACK_HOURS = 1e-9;

/**
 * Whether a property-carrying driver may drive a route without a 10-hour rest on the way:
 *
 * - driving fits what is left of the 11 hours, 49 CFR 395.3(a)(3)(i)
 * - driving and the breaks due on the way fit what is left of the 14-hour window, 395.3(a)(2); breaks do not extend it
 * - driving fits what is left of the 60 or 70 hours, 395.3(b)
 *
 * Exactly as much as is left is allowed. One limit that is surely exceeded makes it `no`, whatever else is unknown.
 */
export function judgeRoute({ driveHours, left }: RouteQuestion): RouteJudgement {
  const breaks = left.untilBreakHours === undefined ? undefined : breaksDue(driveHours, left.untilBreakHours);
  const windowHours = driveHours + BREAK_HOURS * (breaks ?? 0);
  const limits: readonly (readonly [HoursLimit, number, number | undefined])[] = [
    ['drive', driveHours, left.driveHours],
    ['shift', windowHours, left.shiftHours],
    ['cycle', driveHours, left.cycleHours],
  ];
  const exceeded = limits.flatMap(([limit, needed, has]) => (has !== undefined && needed > has + SLACK_HOURS ? [limit] : []));
  const unknownLimits = limits.flatMap(([limit, , has]) => (has === undefined ? [limit] : []));
  const unknown: readonly NeededHours[] = breaks === undefined ? [...unknownLimits, 'until_break'] : unknownLimits;
  return {
    feasible: verdict(exceeded, unknown),
    breaks,
    breakNeededAfterHours: breaks === undefined || breaks === 0 ? undefined : left.untilBreakHours,
    exceeded,
    unknown,
  };
}

function verdict(exceeded: readonly HoursLimit[], unknown: readonly NeededHours[]): RouteJudgement['feasible'] {
  if (exceeded.length > 0) return 'no';
  return unknown.length > 0 ? 'unknown' : 'yes';
}

/** The first break is due when the driving hours until it are used up, the next ones after 8 more each. */
function breaksDue(driveHours: number, untilBreakHours: number): number {
  return Math.max(0, Math.ceil((driveHours - untilBreakHours - SLACK_HOURS) / DRIVING_BETWEEN_BREAKS_HOURS));
}
