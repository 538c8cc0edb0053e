import type { ClocksPage } from '../../../application/hours-of-service/ports/hos-source.js';
import type { DutyStatus } from '../../../domain/hours-of-service/duty-status.js';
import type { HosObservation, RemainingHours } from '../../../domain/hours-of-service/hos-observation.js';
import { cleanText, isFields, partOf, type Fields } from '../wire-values.js';
import { driverIdOf } from './motive-driver-id.js';

const SECONDS_PER_HOUR = 3600;
/** Two weeks. The longest cycle of any ruleset fits in; a clock beyond it is in another unit and means nothing. */
const LONGEST_CLOCK_HOURS = 14 * 24;
const RAW_STATUS_LENGTH = 100;

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

/** Seconds on the wire, hours here. Undefined for anything that is not a clock: never 0 for a missing one. */
export function hoursOf(seconds: unknown): number | undefined {
  if (typeof seconds !== 'number' || !(seconds >= 0)) return undefined;
  const hours = seconds / SECONDS_PER_HOUR;
  return hours <= LONGEST_CLOCK_HOURS ? Math.abs(hours) : undefined; // abs: JSON has -0
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
    dutyStatusRaw: typeof word === 'string' ? cleanText(word, RAW_STATUS_LENGTH) : undefined,
    remaining: remainingOf(partOf(user, 'available_time')),
    violations: [],
    asOf,
  };
}

/** A page of clocks. Of two rows for one driver the last one wins; rows without a driver are counted. */
export function clocksPageOf(rows: readonly unknown[], asOf: Date): ClocksPage {
  const byDriver = new Map<string, HosObservation>();
  let unreadable = 0;
  for (const row of rows) {
    const observation = observationOf(row, asOf);
    if (observation === undefined) unreadable += 1;
    else byDriver.set(observation.externalDriverId, observation);
  }
  return { observations: [...byDriver.values()], unreadable };
}
