import type { DriverClocks } from '../fleet/driver-clocks.js';
import type { StatusWord } from '../fleet/driver-day.js';
import type { DriverProfile, Rules } from '../fleet/driver-profile.js';

/** A JSON object as Motive would send it, without the `user` around it. */
export type WireRow = Readonly<Record<string, unknown>>;

const EVER_SINCE = '2022-09-06T13:05:00Z';
const RESTART_MS = 34 * 3_600_000;
/** Names of Rails, as Motive sends them; not those of the IANA. */
const TIME_ZONES = ['Central Time (US & Canada)', 'Eastern Time (US & Canada)', 'Mountain Time (US & Canada)', 'Arizona'] as const;

const WORDS: Readonly<Record<StatusWord, string>> = {
  offDuty: 'off_duty',
  personalConveyance: 'off_duty',
  sleeperBed: 'sleeper',
  driving: 'driving',
  onDuty: 'on_duty',
  yardMove: 'on_duty',
};

/** A row of `/v1/users`. Much of it is null, as it is at Motive. */
export function userRow(profile: DriverProfile): WireRow {
  const { index, active, rules, work } = profile;
  return {
    ...whoIs(profile),
    phone: `555556${String(index % 10_000).padStart(4, '0')}`,
    phone_ext: null,
    time_zone: TIME_ZONES[index % TIME_ZONES.length],
    carrier_name: 'Cedar Mesa Haulage',
    violation_alerts: '1_hour',
    ...rulesOf(rules),
    export_combined: true,
    metric_units: false,
    minute_logs: true,
    eld_mode: active ? 'eld' : 'none',
    drivers_license_number: null,
    drivers_license_state: null,
    yard_moves_enabled: true,
    personal_conveyance_enabled: work === 'commuter',
    created_at: EVER_SINCE,
    updated_at: EVER_SINCE,
  };
}

/**
 * A row of `/v1/available_time` (without the recap), durations in seconds. Motive states no overrun here: a driver over a
 * limit just has 0 left. `last_hos_status` is when some status began and need not be the one of now.
 */
export function availableTimeRow(profile: DriverProfile, truth: DriverClocks): WireRow {
  return {
    ...whoIs(profile),
    ...statusOf(profile, truth),
    available_time: clocksOf(profile, truth),
    last_hos_status: { status: 'on_duty', time: truth.cycleStartedAt.toISOString() },
    last_cycle_reset: profile.work === 'yard' ? null : {
      type: '34_hour',
      start_time: new Date(truth.cycleStartedAt.getTime() - RESTART_MS).toISOString(),
      end_time: truth.cycleStartedAt.toISOString(),
    },
  };
}

function whoIs({ id, name, index, active }: DriverProfile): WireRow {
  return {
    id: Number(id),
    first_name: name.first,
    last_name: name.last,
    username: name.username,
    email: null,
    driver_company_id: index % 3 === 0 ? null : `CM${1001 + index}`,
    status: active ? 'active' : 'deactivated',
    role: 'driver',
  };
}

function rulesOf(rules: Rules): WireRow {
  const usual = {
    cycle: '70_8',
    exception_24_hour_restart: false,
    exception_8_hour_break: false,
    exception_adverse_driving: false,
    exception_short_haul: false,
    exception_wait_time: false,
    cycle2: null,
    exception_short_haul2: false,
  };
  switch (rules) {
    case 'usa-70':
      return usual;
    case 'usa-60':
      return { ...usual, cycle: '60_7' };
    case 'override':
    case 'passenger':
      return { ...usual, cycle: 'Other' };
    case 'exempt':
      return { ...usual, exception_short_haul: true };
    case 'two-rulesets':
      return { ...usual, cycle2: '60_7' };
    case 'none':
      return { ...usual, cycle: null };
  }
}

function statusOf({ sending }: DriverProfile, truth: DriverClocks): WireRow {
  if (sending === 'without-status') return {};
  if (sending === 'disconnected') return { duty_status: null };
  return { duty_status: sending === 'disconnected-full' ? 'waiting' : WORDS[truth.word] };
}

function clocksOf({ sending }: DriverProfile, truth: DriverClocks): WireRow | null {
  if (sending === 'without-clocks') return null;
  if (sending === 'disconnected-full') return { drive: 39_600, shift: 50_400, cycle: 252_000, break: 28_800 };
  return {
    drive: seconds(truth.driveRemaining),
    shift: seconds(truth.shiftRemaining),
    cycle: sending === 'without-cycle' ? null : seconds(truth.cycleRemaining),
    ...(sending === 'without-break' ? {} : { break: seconds(truth.untilBreak) }),
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
