import type { DutyStatus } from '../../../domain/hours-of-service/duty-status.js';
import type { HosObservation, RemainingHours } from '../../../domain/hours-of-service/hos-observation.js';
import { clockHoursOf } from '../reading/hos-values.js';
import { isFields, partOf, rawWordOf, type Fields } from '../reading/wire-values.js';
import { driverIdOf } from './motive-driver-id.js';

const SECONDS_PER_HOUR = 3600;

/**
 * Exact and case-sensitive, as documented. Motive's fifth word, `waiting`, is missing on purpose: its documentation does
 * not say which of the four statuses it is. A Map: an object would find `constructor`.
 */
const DUTY_STATUS_BY_WORD: ReadonlyMap<unknown, DutyStatus> = new Map<unknown, DutyStatus>([
  ['off_duty', 'OFF_DUTY'],
  ['sleeper', 'SLEEPER_BERTH'],
  ['driving', 'DRIVING'],
  ['on_duty', 'ON_DUTY_NOT_DRIVING'],
]);

/** Everything Motive cannot be understood to say is UNKNOWN. */
export function dutyStatusOf(word: unknown): DutyStatus {
  return DUTY_STATUS_BY_WORD.get(word) ?? 'UNKNOWN';
}

/** Seconds on the wire, hours here. Undefined for anything that is not a clock. */
export function hoursOf(seconds: unknown): number | undefined {
  return clockHoursOf(seconds, SECONDS_PER_HOUR);
}

function remainingOf(availableTime: Fields): RemainingHours {
  return {
    driveHours: hoursOf(availableTime['drive']),
    shiftHours: hoursOf(availableTime['shift']),
    cycleHours: hoursOf(availableTime['cycle']),
    untilBreakHours: hoursOf(availableTime['break']),
  };
}

/**
 * One row of `GET /v1/available_time`; undefined when it names no driver. The status is `duty_status`: `last_hos_status`
 * is when some status began and may name another one. Motive states neither overruns nor an observation time here, so
 * there are no violations and `asOf` is the moment the page was asked for.
 */
export function observationOf(row: unknown, asOf: Date): HosObservation | undefined {
  if (!isFields(row)) return undefined;
  const user = partOf(row, 'user');
  const externalDriverId = driverIdOf(user['id']);
  if (externalDriverId === undefined) return undefined;
  const word = user['duty_status'];
  return {
    externalDriverId,
    dutyStatus: dutyStatusOf(word),
    dutyStatusRaw: rawWordOf(word),
    remaining: remainingOf(partOf(user, 'available_time')),
    violations: [],
    asOf,
  };
}
