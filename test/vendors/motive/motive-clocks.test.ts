import { expect } from 'chai';
import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import { clocksPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import { dutyStatusOf, hoursOf, observationOf } from '../../../src/infrastructure/vendors/motive/motive-clocks.js';

const ASKED_AT = new Date('2026-03-04T05:06:07Z');

function observe(user: unknown): HosObservation {
  return observationOf({ user }, ASKED_AT) ?? expect.fail('the row was not readable');
}

describe('Motive available time row', () => {
  it('reads a driver on the road', () => {
    const user = {
      id: 288101,
      first_name: 'Rosa',
      last_name: 'Ortiz',
      driver_company_id: 75,
      duty_status: 'driving',
      available_time: { drive: 23_400, shift: 30_600, cycle: 150_300, break: 12_600 },
      recap: { on_duty_duration: [{ date: '2026-03-03', duration: 1200.0 }], driving_duration: [] },
      last_cycle_reset: { type: '34_hour', start_time: '2026-03-01T22:00:00Z', end_time: '2026-03-03T08:00:00Z' },
    };
    expect(observe(user)).to.deep.equal({
      externalDriverId: '288101', dutyStatus: 'DRIVING', dutyStatusRaw: 'driving',
      remaining: { driveHours: 6.5, shiftHours: 8.5, cycleHours: 41.75, untilBreakHours: 3.5 }, violations: [], asOf: ASKED_AT,
    });
  });

  it('reads full clocks as the limits of the property rules', () => {
    const found = observe({ id: 9, duty_status: 'off_duty', available_time: { drive: 39_600, shift: 50_400, cycle: 252_000, break: 28_800 } });
    expect(found.remaining).to.deep.equal({ driveHours: 11, shiftHours: 14, cycleHours: 70, untilBreakHours: 8 });
  });

  it('takes duty_status for the status of now, whatever last_hos_status says', () => {
    const last_hos_status = { status: 'on_duty', time: '2026-03-04T01:40:00Z' };
    expect(observe({ id: 9, duty_status: 'off_duty', last_hos_status })).to.include({ dutyStatus: 'OFF_DUTY', dutyStatusRaw: 'off_duty' });
    expect(observe({ id: 9, last_hos_status })).to.include({ dutyStatus: 'UNKNOWN', dutyStatusRaw: undefined });
    expect(observe({ id: 9, last_hos_status: { status: 'off_duty', time: '2099-01-01T00:00:00Z' } }).asOf).to.equal(ASKED_AT);
  });

  it('has nothing but the driver when the row has nothing else', () => {
    const nothing = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };
    for (const available_time of [undefined, null, [], 'none', 39_600, {}]) {
      expect(observe({ id: 9, duty_status: null, available_time })).to.deep.equal({
        externalDriverId: '9', dutyStatus: 'UNKNOWN', dutyStatusRaw: undefined, remaining: nothing, violations: [], asOf: ASKED_AT,
      });
    }
  });

  for (const [word, status] of [
    ['off_duty', 'OFF_DUTY'], ['sleeper', 'SLEEPER_BERTH'], ['driving', 'DRIVING'], ['on_duty', 'ON_DUTY_NOT_DRIVING'],
  ] as const) {
    it(`maps ${word} to ${status}`, () => expect(dutyStatusOf(word)).to.equal(status));
  }

  for (const word of ['', 'waiting', 'sleeper_berth', 'OFF_DUTY', 'Off_duty', ' off_duty', 'offDuty', 'yard_move', 'constructor', '__proto__', 0, null, undefined, ['off_duty'], { off_duty: 1 }]) {
    it(`maps ${JSON.stringify(word)} to UNKNOWN`, () => expect(dutyStatusOf(word)).to.equal('UNKNOWN'));
  }

  it('keeps 100 characters of a status it does not know, storable ones', () => {
    expect(observe({ id: 9, duty_status: 'waiting' }).dutyStatusRaw).to.equal('waiting');
    expect(observe({ id: 9, duty_status: `\u0000${'x'.repeat(98)}😀` }).dutyStatusRaw).to.equal(`\uFFFD${'x'.repeat(98)}\uFFFD`);
  });

  it('keeps 0 as 0 and turns nothing else into it', () => {
    expect(hoursOf(0)).to.equal(0);
    expect(Object.is(hoursOf(-0), 0)).to.equal(true);
    for (const sent of [undefined, null, '', '0', '39600', -1, NaN, Infinity, -Infinity, true, [], {}, [5], 10n]) {
      expect(hoursOf(sent), typeof sent).to.equal(undefined);
    }
  });

  it('takes no clock that runs longer than any ruleset lets it', () => {
    expect(hoursOf(336 * 3600)).to.equal(336);
    expect(hoursOf(39_600_000), 'milliseconds').to.equal(undefined);
  });

  for (const id of [undefined, null, '', '  ', {}, [], true, 0, -4, 1.5, NaN, 2 ** 53, '0', '007', '7a', ' 7', '1e3', '-7', '9'.repeat(20)]) {
    it(`cannot read a row whose id is ${typeof id} ${JSON.stringify([id]).slice(0, 20)}`, () => {
      expect(observationOf({ user: { id } }, ASKED_AT)).to.equal(undefined);
    });
  }

  it('reads an id sent as text', () => {
    expect(observe({ id: '9007199254740993' }).externalDriverId).to.equal('9007199254740993');
  });

  it('keeps the page when rows in it are broken or not wrapped, and the last of two rows for a driver', () => {
    const row = (drive: number): unknown => ({ user: { id: 1, available_time: { drive } } });
    const rows = [null, row(3600), 'x', 7, [], {}, { user: [] }, { id: 2 }, row(7200)];
    const page = clocksPageOf({ rows, askedAt: ASKED_AT }, observationOf);
    expect(page.unreadable).to.equal(7);
    expect(page.observations.map((found) => found.remaining.driveHours)).to.deep.equal([2]);
  });
});
