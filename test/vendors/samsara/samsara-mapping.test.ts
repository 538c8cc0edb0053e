import { expect } from 'chai';
import { dutyStatusOf, hoursOf, observationOf, rosterDriverOf } from '../../../src/infrastructure/vendors/samsara/samsara-mapping.js';
import { clocksPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';

const ASKED_AT = new Date('2026-03-04T05:06:07Z');

function observe(row: unknown): HosObservation {
  const observation = observationOf(row, ASKED_AT);
  return observation ?? expect.fail('the row was not readable');
}

function clocks(drive: number, shift: number, untilBreak: number, cycle: number): unknown {
  return {
    drive: { driveRemainingDurationMs: drive },
    shift: { shiftRemainingDurationMs: shift },
    break: { timeUntilBreakDurationMs: untilBreak },
    cycle: { cycleRemainingDurationMs: cycle, cycleStartedAtTime: '2026-03-01T10:00:00Z', cycleTomorrowDurationMs: 1 },
  };
}

const remaining = (driveHours: number, shiftHours: number, untilBreakHours: number, cycleHours: number): unknown =>
  ({ driveHours, shiftHours, untilBreakHours, cycleHours });

describe('Samsara clocks row', () => {
  it('reads the worked example of a driver on the road', () => {
    const row = {
      driver: { id: '45646', name: 'Bob' },
      currentDutyStatus: { hosStatusType: 'driving' },
      clocks: clocks(23_400_000, 30_600_000, 12_600_000, 150_300_000),
      violations: { cycleViolationDurationMs: 0, shiftDrivingViolationDurationMs: 0 },
    };
    expect(observe(row)).to.deep.equal({
      externalDriverId: '45646', dutyStatus: 'DRIVING', dutyStatusRaw: 'driving',
      remaining: remaining(6.5, 8.5, 3.5, 41.75), violations: [], asOf: ASKED_AT,
    });
  });

  it('reads the worked example of a driver in the berth', () => {
    const found = observe({
      driver: { id: '444' },
      currentDutyStatus: { hosStatusType: 'sleeperBed' },
      clocks: clocks(7_200_000, 14_400_000, 28_800_000, 60_000_000),
    });
    expect(found.dutyStatus).to.equal('SLEEPER_BERTH');
    expect(found.remaining).to.deep.equal(remaining(2, 4, 8, 60_000_000 / 3_600_000));
  });

  it('reads a disconnected driver app as UNKNOWN, full clocks or not', () => {
    const found = observe({
      driver: { id: '51899168' },
      currentDutyStatus: { hosStatusType: '' },
      clocks: clocks(39_600_000, 50_400_000, 28_800_000, 252_000_000),
    });
    expect(found).to.include({ dutyStatus: 'UNKNOWN', dutyStatusRaw: '' });
    expect(found.remaining).to.deep.equal(remaining(11, 14, 8, 70));
  });

  it('reports overruns above zero only', () => {
    const violations = { shiftDrivingViolationDurationMs: 900_000, cycleViolationDurationMs: 0 };
    expect(observe({ driver: { id: '1' }, violations }).violations).to.deep.equal([{ kind: 'shift_driving', durationHours: 0.25 }]);
    const cycle = { shiftDrivingViolationDurationMs: -1, cycleViolationDurationMs: 7_200_000 };
    expect(observe({ driver: { id: '1' }, violations: cycle }).violations).to.deep.equal([{ kind: 'cycle', durationHours: 2 }]);
  });

  it('has nothing but the driver when the row has nothing else', () => {
    const nothing = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };
    expect(observe({ driver: { id: '1' }, clocks: null, violations: 'none' })).to.deep.equal({
      externalDriverId: '1', dutyStatus: 'UNKNOWN', dutyStatusRaw: undefined, remaining: nothing, violations: [], asOf: ASKED_AT,
    });
  });

  for (const [word, status] of [
    ['offDuty', 'OFF_DUTY'], ['personalConveyance', 'OFF_DUTY'], ['sleeperBed', 'SLEEPER_BERTH'], ['driving', 'DRIVING'],
    ['onDuty', 'ON_DUTY_NOT_DRIVING'], ['yardMove', 'ON_DUTY_NOT_DRIVING'],
  ] as const) {
    it(`maps ${word} to ${status}`, () => expect(dutyStatusOf(word)).to.equal(status));
  }

  for (const word of ['', 'OFFDUTY', 'offduty', ' offDuty', 'off_duty', 'sleeperBerth', 'waiting', 'constructor', '__proto__', 0, null, undefined, ['offDuty'], { offDuty: 1 }]) {
    it(`maps ${JSON.stringify(word)} to UNKNOWN`, () => expect(dutyStatusOf(word)).to.equal('UNKNOWN'));
  }

  it('keeps 100 characters of a status it does not know, storable ones', () => {
    const found = observe({ driver: { id: '1' }, currentDutyStatus: { hosStatusType: `\u0000${'x'.repeat(98)}😀` } });
    expect(found.dutyStatusRaw).to.equal(`\uFFFD${'x'.repeat(98)}\uFFFD`);
  });

  it('keeps 0 as 0 and turns nothing else into it', () => {
    expect(hoursOf(0)).to.equal(0);
    expect(Object.is(hoursOf(-0), 0)).to.equal(true);
    for (const sent of [undefined, null, '', '0', '3600000', -1, NaN, Infinity, -Infinity, true, [], {}, [5], 10n]) {
      expect(hoursOf(sent), typeof sent).to.equal(undefined);
    }
  });

  it('takes no clock that runs longer than any ruleset lets it', () => {
    expect(hoursOf(336 * 3_600_000)).to.equal(336);
    expect(hoursOf(39_600_000_000), 'microseconds').to.equal(undefined);
  });

  for (const id of [undefined, null, '', '  ', {}, [], true, 1.5, NaN, 2 ** 53, 'a\u0000', 'a\ud800', 'x'.repeat(256)]) {
    it(`cannot read a row whose driver id is ${typeof id} ${JSON.stringify([id]).slice(0, 20)}`, () => {
      expect(observationOf({ driver: { id } }, ASKED_AT)).to.equal(undefined);
      expect(rosterDriverOf({ id })).to.equal(undefined);
    });
  }

  it('reads numbers as opaque ids', () => {
    expect(observe({ driver: { id: 88668 } }).externalDriverId).to.equal('88668');
  });

  it('keeps the page when rows in it are broken, and the last of two rows for a driver', () => {
    const row = (drive: number): unknown => ({ driver: { id: '1' }, clocks: clocks(drive, 0, 0, 0) });
    const rows = [null, row(3_600_000), 'x', 7, [], {}, { driver: [] }, row(7_200_000)];
    const page = clocksPageOf({ rows, askedAt: ASKED_AT }, observationOf);
    expect(page.unreadable).to.equal(6);
    expect(page.observations.map((found) => found.remaining.driveHours)).to.deep.equal([2]);
  });
});
