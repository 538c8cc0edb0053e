import type { HosObservation } from './hos-observation.js';
import { limitsOf } from './ruleset.js';
import type { RulesetCode } from './ruleset.js';

/** Hours used, as 49 CFR 395.3 counts them. Undefined means we cannot know. */
export interface UsedHours {
  readonly hoursDriven: number | undefined;
  /** The elapsed 14-hour window, breaks included; not accumulated on-duty time. */
  readonly onDutyTime: number | undefined;
  /** Driving time since the last interruption of 30 minutes. */
  readonly hoursSinceBreak: number | undefined;
}

const NOTHING_KNOWN: UsedHours = { hoursDriven: undefined, onDutyTime: undefined, hoursSinceBreak: undefined };

/**
 * Used hours from remaining ones: limit − remaining, plus the driving overrun the vendor reports.
 * Only under a known ruleset, and never for an UNKNOWN status: the clocks of a disconnected app may look full.
 * A remaining value above its limit contradicts the ruleset, so it gives undefined, not 0.
 */
export function deriveUsedHours(observation: HosObservation, code: RulesetCode | undefined): UsedHours {
  if (code === undefined || observation.dutyStatus === 'UNKNOWN') return NOTHING_KNOWN;
  const limits = limitsOf(code);
  const { remaining, violations } = observation;
  const overrun = violations.find(({ kind }) => kind === 'shift_driving')?.durationHours ?? 0;
  const driven = usedOf(limits.driveHours, remaining.driveHours);
  return {
    hoursDriven: driven === undefined ? undefined : driven + overrun,
    onDutyTime: usedOf(limits.shiftHours, remaining.shiftHours),
    hoursSinceBreak: usedOf(limits.untilBreakHours, remaining.untilBreakHours),
  };
}

function usedOf(limit: number, remaining: number | undefined): number | undefined {
  if (remaining === undefined || remaining < 0 || remaining > limit) return undefined;
  return limit - remaining;
}
