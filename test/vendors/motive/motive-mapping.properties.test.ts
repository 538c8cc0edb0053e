import { expect } from 'chai';
import fc from 'fast-check';
import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import { clocksPageOf, rosterPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import { observationOf } from '../../../src/infrastructure/vendors/motive/motive-clocks.js';
import { userListOf } from '../../../src/infrastructure/vendors/motive/motive-paging.js';
import { rosterDriverOf } from '../../../src/infrastructure/vendors/motive/motive-roster.js';
import { expectStorable, sentAt } from '../whatever-is-sent.js';

const RUNS = { numRuns: 5000 };
const NOW = new Date('2026-03-04T05:06:07Z');

/** What vendors send instead of what they promised. */
const almostNumber = fc.oneof(
  fc.integer({ min: -5, max: 300_000 }), fc.double(), fc.constantFrom(null, '', '0', '39600', true, [], {}, -0, NaN, Infinity),
  fc.jsonValue(),
);
const almostStatus = fc.oneof(
  fc.constantFrom('off_duty', 'sleeper', 'driving', 'on_duty', 'waiting', 'Off_duty', 'offDuty', 'off_duty ', '', 'constructor', '__proto__', null, 0),
  fc.string({ unit: 'binary' }), fc.jsonValue(),
);
const almostId = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.double(), fc.string(), fc.constantFrom('1', '01', null), fc.jsonValue());
const maybe = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() });
const optional = { requiredKeys: [] };

const clocksRow = maybe(fc.record({
  user: maybe(fc.record({
    id: almostId,
    duty_status: almostStatus,
    available_time: maybe(fc.record({ drive: almostNumber, shift: almostNumber, cycle: almostNumber, break: almostNumber }, optional)),
    last_hos_status: maybe(fc.record({ status: almostStatus, time: fc.constantFrom('2099-01-01T00:00:00Z', '', null) }, optional)),
  }, optional)),
}, optional));

const userRow = maybe(fc.record({
  user: maybe(fc.record({
    id: almostId,
    first_name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    last_name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    status: fc.constantFrom('active', 'deactivated', null),
    cycle: fc.constantFrom('70_8', '60_7', 'Other', '', null),
    cycle2: fc.constantFrom(null, '70_8'),
    exception_short_haul: fc.oneof(fc.constantFrom(false, null), fc.jsonValue()),
  }, optional)),
}, optional));

function expectHonest(row: unknown, found: HosObservation): void {
  expect(String(sentAt(row, 'user', 'id'))).to.equal(found.externalDriverId);
  if (found.dutyStatus === 'OFF_DUTY') expect(sentAt(row, 'user', 'duty_status')).to.equal('off_duty');
  const clocks: readonly (readonly [number | undefined, string])[] = [
    [found.remaining.driveHours, 'drive'], [found.remaining.shiftHours, 'shift'],
    [found.remaining.cycleHours, 'cycle'], [found.remaining.untilBreakHours, 'break'],
  ];
  for (const [hours, clock] of clocks) {
    const seconds = sentAt(row, 'user', 'available_time', clock);
    if (hours === 0) expect(seconds === 0 || (typeof seconds === 'number' && seconds < 1e-300), String(seconds)).to.equal(true);
    if (hours !== undefined) expect(hours).to.be.within(0, 336);
  }
  expect(found.violations).to.deep.equal([]);
  expect(found.asOf.getTime()).to.equal(NOW.getTime());
}

describe('Motive mapping, whatever is sent', () => {
  it('never turns an unknown status into OFF_DUTY, a missing number into 0, or a future time into fresh', () => {
    fc.assert(fc.property(clocksRow, (row) => {
      const found = observationOf(row, NOW);
      if (found === undefined) return;
      expectHonest(row, found);
      expect(found.externalDriverId).to.match(/^[1-9]\d*$/);
      expectStorable(found.dutyStatusRaw ?? '', 100);
    }), RUNS);
  });

  it('accounts for every row of a page: read, repeated or unreadable', () => {
    fc.assert(fc.property(fc.array(clocksRow, { maxLength: 12 }), (rows) => {
      const { observations, unreadable } = clocksPageOf({ rows, askedAt: NOW }, observationOf);
      const readable = rows.map((row) => observationOf(row, NOW)).filter((found) => found !== undefined);
      expect(unreadable).to.equal(rows.length - readable.length);
      expect(new Set(observations.map(({ externalDriverId }) => externalDriverId)).size).to.equal(observations.length);
      for (const found of observations) {
        expect(found).to.deep.equal(readable.findLast(({ externalDriverId }) => externalDriverId === found.externalDriverId));
      }
    }), RUNS);
  });

  it('knows a ruleset only where no exception and no second ruleset is stated', () => {
    fc.assert(fc.property(fc.array(userRow, { maxLength: 6 }), (rows) => {
      for (const driver of rosterPageOf(rows, rosterDriverOf).drivers) {
        expect(driver.name).not.to.equal('');
        expectStorable(driver.name, 200);
        if (driver.ruleset === 'other') continue;
        const row = rows.findLast((one) => String(sentAt(one, 'user', 'id')) === driver.externalDriverId);
        expect([undefined, null, false]).to.include(sentAt(row, 'user', 'exception_short_haul'));
        expect([undefined, null]).to.include(sentAt(row, 'user', 'cycle2'));
      }
    }), RUNS);
  });

  it('finds rows only in a list that counts itself', () => {
    const count = fc.oneof(fc.integer({ min: -1, max: 400 }), fc.jsonValue());
    const body = maybe(fc.record({
      users: maybe(fc.array(fc.constant({ user: { id: 1 } }), { maxLength: 3 })),
      pagination: maybe(fc.record({ per_page: count, page_no: fc.oneof(fc.constant(2), count), total: count }, optional)),
    }, optional));
    fc.assert(fc.property(body, (sentBody) => {
      const list = userListOf(sentBody, 2);
      if (typeof list === 'string') return;
      expect(list.rows).to.equal(sentAt(sentBody, 'users'));
      expect(sentAt(sentBody, 'pagination', 'page_no')).to.equal(2);
      const [perPage, total] = ['per_page', 'total'].map((name) => Number(sentAt(sentBody, 'pagination', name)));
      expect(list.isLast).to.equal(list.rows.length === 0 || 2 * (perPage ?? 0) >= (total ?? 0));
    }), RUNS);
  });
});
