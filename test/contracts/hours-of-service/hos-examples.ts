import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import type { HosOverride } from '../../../src/domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../src/domain/hours-of-service/hos-snapshot.js';

const MINUTE_MS = 60_000;

export function minutesBefore(time: Date, minutes: number): Date {
  return new Date(time.getTime() - minutes * MINUTE_MS);
}

/** Half a shift used, but for what is said otherwise. */
export function observation(externalDriverId: string, asOf: Date, more: Partial<HosObservation> = {}): HosObservation {
  return {
    externalDriverId,
    dutyStatus: 'DRIVING',
    dutyStatusRaw: 'driving',
    remaining: { driveHours: 6.5, shiftHours: 8.5, cycleHours: 41.75, untilBreakHours: 3.5 },
    violations: [],
    asOf,
    ...more,
  };
}

export function snapshot(externalDriverId: string, asOf: Date, more: Partial<HosSnapshot> = {}): HosSnapshot {
  return { ...observation(externalDriverId, asOf), dataSource: 'samsara_eld', ...more };
}

/** Set now for a day, but for what is said otherwise. */
export function overrideOf(now: Date, more: Partial<HosOverride> = {}): HosOverride {
  return {
    hoursDriven: 5,
    onDutyTime: 6,
    hoursSinceBreak: 2,
    dutyStatus: 'ON_DUTY_NOT_DRIVING',
    reason: 'Tablet broken',
    setBy: 'dana@example.com',
    setAt: now,
    expiresAt: minutesBefore(now, -24 * 60),
    ...more,
  };
}
