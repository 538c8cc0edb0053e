import type { GivenDriver } from '../../contracts/hours-of-service/hos-source-harness.js';
import type { DutyStatus } from '../../../src/domain/hours-of-service/duty-status.js';

const HOUR_S = 3600;

type Row = Record<string, unknown>;

const WORDS: Readonly<Record<DutyStatus, string>> = {
  OFF_DUTY: 'off_duty',
  SLEEPER_BERTH: 'sleeper',
  DRIVING: 'driving',
  ON_DUTY_NOT_DRIVING: 'on_duty',
  UNKNOWN: 'waiting',
};

/** A driver as `/v1/users` sends it, without the `user` around it. */
export function userRow({ externalDriverId, name, ruleset = 'US_PROPERTY_70_8' }: GivenDriver): Row {
  const cycles = { US_PROPERTY_70_8: '70_8', US_PROPERTY_60_7: '60_7', other: 'Other', 'not-sent': null };
  return {
    ...whoIs(externalDriverId, name),
    status: 'active',
    cycle: cycles[ruleset],
    exception_8_hour_break: false,
    exception_short_haul: false,
    cycle2: null,
  };
}

/** The same driver as `/v1/available_time` sends it. Motive has no place for overruns; clocks without a value are left out. */
export function availableTimeRow({ externalDriverId, name, dutyStatus, remaining }: GivenDriver): Row {
  return {
    ...whoIs(externalDriverId, name),
    duty_status: WORDS[dutyStatus],
    available_time: {
      ...clock('drive', remaining.driveHours),
      ...clock('shift', remaining.shiftHours),
      ...clock('cycle', remaining.cycleHours),
      ...clock('break', remaining.untilBreakHours),
    },
    last_hos_status: { status: 'on_duty', time: '2026-03-01T07:40:00Z' },
    last_cycle_reset: null,
  };
}

function whoIs(externalDriverId: string, name: string): Row {
  const [first, ...last] = name.split(' ');
  return { id: Number(externalDriverId), first_name: first, last_name: last.length > 0 ? last.join(' ') : null, role: 'driver' };
}

function clock(name: string, hours: number | undefined): Row {
  return hours === undefined ? {} : { [name]: hours * HOUR_S };
}
