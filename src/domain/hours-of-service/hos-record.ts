import type { DriverId } from '../shared/identifiers.js';
import type { DutyStatus } from './duty-status.js';
import type { HosViolation, RemainingHours } from './hos-observation.js';
import type { HosOverride } from './hos-override.js';
import { ageSeconds } from './hos-read.js';
import type { HosSnapshot } from './hos-snapshot.js';
import { limitsOf } from './ruleset.js';
import type { Ruleset } from './ruleset.js';
import { safeRemaining } from './safe-remaining.js';
import { deriveUsedHours } from './used-hours.js';
import type { UsedHours } from './used-hours.js';

/** A driver's hours of service as we answer them; one shape for every case. */
export interface HosRecord extends UsedHours {
  readonly driverId: DriverId;
  readonly ruleset: Ruleset;
  readonly dutyStatus: DutyStatus;
  readonly dutyStatusRaw: string | undefined;
  /** As observed. */
  readonly remaining: RemainingHours;
  /** As observed, less the age of the observation. */
  readonly safeRemaining: RemainingHours;
  readonly violations: readonly HosViolation[];
  readonly lastUpdated: Date | undefined;
  readonly dataSource: string | undefined;
  readonly cached: boolean;
  readonly cacheAgeSeconds: number | undefined;
  readonly stale: boolean;
  readonly warning: string | undefined;
  readonly error: string | undefined;
  readonly override: HosOverride | undefined;
}

/** How an answer came about. */
export interface HosServing {
  readonly cached: boolean;
  readonly stale: boolean;
  /** Why no fresher answer could be had, fit for the driver's office. */
  readonly error: string | undefined;
  readonly now: Date;
  /** From this age on a stale answer carries a warning. */
  readonly warnAfterSeconds: number;
}

const NO_HOURS: RemainingHours = {
  driveHours: undefined,
  shiftHours: undefined,
  cycleHours: undefined,
  untilBreakHours: undefined,
};

/** The answer from a vendor's observation, stored or just fetched. */
export function recordFromSnapshot(
  driverId: DriverId,
  snapshot: HosSnapshot,
  ruleset: Ruleset,
  serving: HosServing,
): HosRecord {
  const age = ageSeconds(snapshot.asOf, serving.now);
  return {
    driverId,
    ...deriveUsedHours(snapshot, ruleset.code),
    ruleset,
    dutyStatus: snapshot.dutyStatus,
    dutyStatusRaw: snapshot.dutyStatusRaw,
    remaining: snapshot.remaining,
    safeRemaining: safeRemaining(snapshot.dutyStatus, snapshot.remaining, age),
    violations: snapshot.violations,
    lastUpdated: snapshot.asOf,
    dataSource: snapshot.dataSource,
    cached: serving.cached,
    cacheAgeSeconds: serving.cached ? age : 0,
    stale: serving.stale,
    warning: warningOf(snapshot, age, serving),
    error: serving.error,
    override: undefined,
  };
}

/** The answer while a person's word is in force: remaining is limits less the stated hours, counted from when it was set. */
export function recordFromOverride(driverId: DriverId, override: HosOverride, ruleset: Ruleset, now: Date): HosRecord {
  const age = ageSeconds(override.setAt, now);
  const remaining = remainingUnder(override, ruleset);
  return {
    driverId,
    hoursDriven: override.hoursDriven,
    onDutyTime: override.onDutyTime,
    hoursSinceBreak: override.hoursSinceBreak,
    ruleset,
    dutyStatus: override.dutyStatus,
    dutyStatusRaw: undefined,
    remaining,
    safeRemaining: safeRemaining(override.dutyStatus, remaining, age),
    violations: [],
    lastUpdated: override.setAt,
    dataSource: 'manual_override',
    cached: false,
    cacheAgeSeconds: age,
    stale: false,
    warning: undefined,
    error: undefined,
    override,
  };
}

/** A driver of whom nothing is stored: unknown and stale, never off duty. */
export function recordOfNothing(driverId: DriverId, ruleset: Ruleset): HosRecord {
  return {
    driverId,
    hoursDriven: undefined,
    onDutyTime: undefined,
    hoursSinceBreak: undefined,
    ruleset,
    dutyStatus: 'UNKNOWN',
    dutyStatusRaw: undefined,
    remaining: NO_HOURS,
    safeRemaining: NO_HOURS,
    violations: [],
    lastUpdated: undefined,
    dataSource: undefined,
    cached: true,
    cacheAgeSeconds: undefined,
    stale: true,
    warning: 'No hours of service have been received for this driver.',
    error: undefined,
    override: undefined,
  };
}

function remainingUnder(override: HosOverride, ruleset: Ruleset): RemainingHours {
  if (ruleset.code === undefined) return NO_HOURS;
  const limits = limitsOf(ruleset.code);
  return {
    driveHours: Math.max(0, limits.driveHours - override.hoursDriven),
    shiftHours: Math.max(0, limits.shiftHours - override.onDutyTime),
    cycleHours: undefined,
    untilBreakHours: Math.max(0, limits.untilBreakHours - override.hoursSinceBreak),
  };
}

function warningOf(snapshot: HosSnapshot, age: number, serving: HosServing): string | undefined {
  const unplaced =
    snapshot.dutyStatus === 'UNKNOWN'
      ? 'The vendor sent no duty status we can place. The clocks are not reliable.'
      : undefined;
  const old =
    serving.stale && age >= serving.warnAfterSeconds
      ? `These hours are ${Math.floor(age / 60)} minutes old. Do not plan with them before checking with the driver.`
      : undefined;
  const parts = [unplaced, old].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}
