import type { RosterDriver } from '../../../application/hours-of-service/ports/hos-source.js';
import type { DutyStatus } from '../../../domain/hours-of-service/duty-status.js';
import type { HosObservation, HosViolation, RemainingHours } from '../../../domain/hours-of-service/hos-observation.js';
import type { RulesetCode, VendorRuleset } from '../../../domain/hours-of-service/ruleset.js';
import type { InactiveDriver } from '../reading/hos-pages.js';
import { clockHoursOf } from '../reading/hos-values.js';
import { cleanText, idOf, isFields, isPresent, partOf, rawWordOf, type Fields } from '../reading/wire-values.js';

const MS_PER_HOUR = 3_600_000;
const NAME_LENGTH = 200;

/** Exact and case-sensitive, as documented. A Map: an object would find `constructor`. */
const DUTY_STATUS_BY_WORD: ReadonlyMap<unknown, DutyStatus> = new Map<unknown, DutyStatus>([
  ['offDuty', 'OFF_DUTY'],
  ['personalConveyance', 'OFF_DUTY'],
  ['sleeperBed', 'SLEEPER_BERTH'],
  ['driving', 'DRIVING'],
  ['onDuty', 'ON_DUTY_NOT_DRIVING'],
  ['yardMove', 'ON_DUTY_NOT_DRIVING'],
]);

const CODE_BY_CYCLE: ReadonlyMap<unknown, RulesetCode> = new Map<unknown, RulesetCode>([
  ['USA 70 hour / 8 day', 'US_PROPERTY_70_8'],
  ['USA 60 hour / 7 day', 'US_PROPERTY_60_7'],
]);

/** Everything Samsara cannot be understood to say is UNKNOWN, the empty word of a disconnected driver app included. */
export function dutyStatusOf(word: unknown): DutyStatus {
  return DUTY_STATUS_BY_WORD.get(word) ?? 'UNKNOWN';
}

/** Milliseconds on the wire, hours here. Undefined for anything that is not a clock. */
export function hoursOf(milliseconds: unknown): number | undefined {
  return clockHoursOf(milliseconds, MS_PER_HOUR);
}

function remainingOf(clocks: Fields): RemainingHours {
  return {
    driveHours: hoursOf(partOf(clocks, 'drive')['driveRemainingDurationMs']),
    shiftHours: hoursOf(partOf(clocks, 'shift')['shiftRemainingDurationMs']),
    cycleHours: hoursOf(partOf(clocks, 'cycle')['cycleRemainingDurationMs']),
    untilBreakHours: hoursOf(partOf(clocks, 'break')['timeUntilBreakDurationMs']),
  };
}

function violationsOf(sent: Fields): HosViolation[] {
  const found: HosViolation[] = [];
  const shiftDriving = overrunHours(sent['shiftDrivingViolationDurationMs']);
  if (shiftDriving > 0) found.push({ kind: 'shift_driving', durationHours: shiftDriving });
  const cycle = overrunHours(sent['cycleViolationDurationMs']);
  if (cycle > 0) found.push({ kind: 'cycle', durationHours: cycle });
  return found;
}

/** Hours over a limit; 0 where none is stated. Not capped: a large overrun is still an overrun. */
function overrunHours(milliseconds: unknown): number {
  return typeof milliseconds === 'number' && Number.isFinite(milliseconds) ? milliseconds / MS_PER_HOUR : 0;
}

/**
 * One row of `GET /fleet/hos/clocks`; undefined when it names no driver.
 * Samsara states no observation time, so `asOf` is the moment the page was asked for.
 */
export function observationOf(row: unknown, asOf: Date): HosObservation | undefined {
  if (!isFields(row)) return undefined;
  const externalDriverId = idOf(partOf(row, 'driver')['id']);
  if (externalDriverId === undefined) return undefined;
  const word = partOf(row, 'currentDutyStatus')['hosStatusType'];
  return {
    externalDriverId,
    dutyStatus: dutyStatusOf(word),
    dutyStatusRaw: rawWordOf(word),
    remaining: remainingOf(partOf(row, 'clocks')),
    violations: violationsOf(partOf(row, 'violations')),
    asOf,
  };
}

/**
 * The strict reading of a driver's rules: exactly one ruleset, US interstate property, one of the two USA cycles, no
 * override, not exempt. Only a driver without any word about rules is `not-sent`; all else is `other`.
 */
export function rulesetOf(driver: Fields): VendorRuleset {
  if (isPresent(driver['usDriverRulesetOverride'])) return 'other';
  if (isPresent(driver['eldExempt']) && driver['eldExempt'] !== false) return 'other';
  const settings = driver['eldSettings'];
  if (!isPresent(settings)) return 'not-sent';
  const rulesets = isFields(settings) ? settings['rulesets'] : settings;
  if (!isPresent(rulesets)) return 'not-sent';
  if (!Array.isArray(rulesets)) return 'other';
  if (rulesets.length === 0) return 'not-sent';
  const only: unknown = rulesets[0];
  if (rulesets.length > 1 || !isFields(only) || only['shift'] !== 'US Interstate Property') return 'other';
  return CODE_BY_CYCLE.get(only['cycle']) ?? 'other';
}

/** One row of `GET /fleet/drivers`; undefined when it has no usable id. */
export function rosterDriverOf(row: unknown): RosterDriver | InactiveDriver | undefined {
  if (!isFields(row)) return undefined;
  const externalDriverId = idOf(row['id']);
  if (externalDriverId === undefined) return undefined;
  if (row['isDeactivated'] === true || row['driverActivationStatus'] === 'deactivated') return { externalDriverId, isInactive: true };
  return { externalDriverId, name: nameOf(row) ?? externalDriverId, ruleset: rulesetOf(row) };
}

function nameOf(row: Fields): string | undefined {
  for (const sent of [row['name'], row['username']]) {
    const name = typeof sent === 'string' ? cleanText(sent, NAME_LENGTH).trim() : '';
    if (name !== '') return name;
  }
  return undefined;
}
