import type { DriverClocks } from '../fleet/driver-clocks.js';
import { isOffline, type DriverProfile, type Rules } from '../fleet/driver-profile.js';

/** A JSON object as Samsara would send it. */
export type WireRow = Readonly<Record<string, unknown>>;

const EVER_SINCE = '2023-04-11T15:20:00Z';
const TIME_ZONES = ['America/Chicago', 'America/New_York', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix'] as const;

/** The fleet's own number of a driver, an external id at Samsara. */
export function payrollId(index: number): string {
  return `FB-${String(index + 1).padStart(5, '0')}`;
}

/** A row of `/fleet/drivers`. */
export function driverRow(profile: DriverProfile): WireRow {
  const { id, name, index, active, rules } = profile;
  return {
    id,
    name: name.full,
    username: name.username,
    phone: `555555${String(index % 10_000).padStart(4, '0')}`,
    timezone: TIME_ZONES[index % TIME_ZONES.length],
    locale: 'us',
    eldExempt: rules === 'exempt',
    eldPcEnabled: profile.work === 'commuter',
    eldYmEnabled: true,
    ...rulesOf(rules),
    externalIds: { payrollId: payrollId(index) },
    ...(profile.work === 'yard' ? {} : { staticAssignedVehicle: vehicleOf(index) }),
    driverActivationStatus: active ? 'active' : 'deactivated',
    isDeactivated: !active,
    createdAtTime: EVER_SINCE,
    updatedAtTime: EVER_SINCE,
  };
}

function rulesOf(rules: Rules): WireRow {
  const property = (cycle: string): WireRow => ({
    break: 'Property (off-duty/sleeper)', cycle, jurisdiction: '', restart: '34-hour Restart', shift: 'US Interstate Property',
  });
  const usa70 = property('USA 70 hour / 8 day');
  switch (rules) {
    case 'none':
      return {};
    case 'usa-60':
      return { eldSettings: { rulesets: [property('USA 60 hour / 7 day')] } };
    case 'passenger':
      return { eldSettings: { rulesets: [{ ...usa70, break: 'None', shift: 'US Interstate Passenger' }] } };
    case 'two-rulesets':
      return { eldSettings: { rulesets: [usa70, { ...usa70, cycle: 'Canada South Cycle 1', jurisdiction: 'CS' }] } };
    case 'override':
      return {
        eldSettings: { rulesets: [usa70] },
        usDriverRulesetOverride: { cycle: 'TX 70 hour / 7 day', restart: '34-hour Restart', restbreak: 'None', usStateToOverride: 'TX' },
      };
    case 'usa-70':
    case 'exempt':
      return { eldSettings: { rulesets: [usa70] } };
  }
}

/** A row of `/fleet/hos/clocks`, with what this driver's row lacks left out. */
export function clocksRow(profile: DriverProfile, truth: DriverClocks): WireRow {
  const { sending } = profile;
  const isInVehicle = !isOffline(profile) && profile.work !== 'yard' && truth.word !== 'offDuty';
  return {
    driver: { id: profile.id, name: profile.name.full },
    ...(isInVehicle ? { currentVehicle: vehicleOf(profile.index) } : {}),
    ...(sending === 'without-status' ? {} : { currentDutyStatus: { hosStatusType: isOffline(profile) ? '' : truth.word } }),
    ...(sending === 'without-clocks' ? {} : { clocks: clocksPart(profile, truth) }),
    violations: {
      shiftDrivingViolationDurationMs: Math.round(truth.driveOverrun),
      cycleViolationDurationMs: Math.round(truth.cycleOverrun),
    },
  };
}

function clocksPart({ sending }: DriverProfile, truth: DriverClocks): WireRow {
  const full = sending === 'disconnected-full';
  const cycleLeft = full ? 252_000_000 : truth.cycleRemaining;
  return {
    ...(sending === 'without-break' ? {} : { break: { timeUntilBreakDurationMs: full ? 28_800_000 : truth.untilBreak } }),
    drive: { driveRemainingDurationMs: full ? 39_600_000 : truth.driveRemaining },
    shift: { shiftRemainingDurationMs: full ? 50_400_000 : truth.shiftRemaining },
    ...(sending === 'without-cycle' ? {} : {
      cycle: {
        cycleRemainingDurationMs: cycleLeft,
        cycleStartedAtTime: truth.cycleStartedAt.toISOString(),
        cycleTomorrowDurationMs: cycleLeft,
      },
    }),
  };
}

function vehicleOf(index: number): WireRow {
  return { id: String(281_474_900_000_000 + index), name: `Truck ${101 + index}` };
}
