import type { GivenDriver } from '../../contracts/hours-of-service/hos-source-harness.js';
import type { DutyStatus } from '../../../src/domain/hours-of-service/duty-status.js';

const HOUR_MS = 3_600_000;

type Row = Record<string, unknown>;

const WORDS: Readonly<Record<DutyStatus, string>> = {
  OFF_DUTY: 'offDuty',
  SLEEPER_BERTH: 'sleeperBed',
  DRIVING: 'driving',
  ON_DUTY_NOT_DRIVING: 'onDuty',
  UNKNOWN: '',
};

/** A driver as `/fleet/drivers` sends it. */
export function driverRow({ externalDriverId, name, ruleset = 'US_PROPERTY_70_8' }: GivenDriver): Row {
  const cycle = ruleset === 'US_PROPERTY_60_7' ? 'USA 60 hour / 7 day' : 'USA 70 hour / 8 day';
  const rulesets = [{ shift: 'US Interstate Property', cycle, restart: '34-hour Restart', break: 'None', jurisdiction: '' }];
  return {
    id: externalDriverId,
    name,
    driverActivationStatus: 'active',
    ...(ruleset === 'not-sent' ? {} : { eldSettings: { rulesets } }),
    ...(ruleset === 'other' ? { usDriverRulesetOverride: { cycle: 'TX 70 hour / 7 day' } } : {}),
  };
}

/** The same driver as `/fleet/hos/clocks` sends it. Parts without a value are left out. */
export function clocksRow({ externalDriverId, name, dutyStatus, remaining, violations = [] }: GivenDriver): Row {
  const overrun = (kind: string): number => (violations.find((violation) => violation.kind === kind)?.durationHours ?? 0) * HOUR_MS;
  return {
    driver: { id: externalDriverId, name },
    currentDutyStatus: { hosStatusType: WORDS[dutyStatus] },
    clocks: {
      drive: part('driveRemainingDurationMs', remaining.driveHours),
      shift: part('shiftRemainingDurationMs', remaining.shiftHours),
      cycle: part('cycleRemainingDurationMs', remaining.cycleHours),
      break: part('timeUntilBreakDurationMs', remaining.untilBreakHours),
    },
    violations: {
      shiftDrivingViolationDurationMs: overrun('shift_driving'),
      cycleViolationDurationMs: overrun('cycle'),
    },
  };
}

function part(name: string, hours: number | undefined): Row {
  return hours === undefined ? {} : { [name]: hours * HOUR_MS };
}
