import type { DutyStatus } from './duty-status.js';
import type { RemainingHours } from './hos-observation.js';

const NOTHING_SAFE: RemainingHours = {
  driveHours: undefined,
  shiftHours: undefined,
  cycleHours: undefined,
  untilBreakHours: undefined,
};

/**
 * What is surely left: every clock is taken to have run since the observation, whatever the last status was.
 * Nothing is sure about a driver whose status is UNKNOWN.
 */
export function safeRemaining(status: DutyStatus, remaining: RemainingHours, ageSeconds: number): RemainingHours {
  if (status === 'UNKNOWN') return NOTHING_SAFE;
  const left = (hours: number | undefined): number | undefined =>
    hours === undefined ? undefined : Math.max(0, hours - ageSeconds / 3600);
  return {
    driveHours: left(remaining.driveHours),
    shiftHours: left(remaining.shiftHours),
    cycleHours: left(remaining.cycleHours),
    untilBreakHours: left(remaining.untilBreakHours),
  };
}
