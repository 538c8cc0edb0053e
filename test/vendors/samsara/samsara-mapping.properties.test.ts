import { expect } from 'chai';
import fc from 'fast-check';
import { isFromTheFuture, type HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import { clocksPageOf, rosterPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import { observationOf, rosterDriverOf } from '../../../src/infrastructure/vendors/samsara/samsara-mapping.js';
import { listEnvelopeOf } from '../../../src/infrastructure/vendors/samsara/samsara-paging.js';
import { expectStorable, sentAt } from '../whatever-is-sent.js';

const RUNS = { numRuns: 5000 };
const NOW = new Date('2026-03-04T05:06:07Z');
const DOCUMENTED = new Set<unknown>(['offDuty', 'personalConveyance']);

/** What vendors send instead of what they promised. */
const almostNumber = fc.oneof(
  fc.integer({ min: -5, max: 300_000_000 }), fc.double(), fc.constantFrom(null, '', '0', '39600000', true, [], {}, -0, NaN, Infinity),
  fc.jsonValue(),
);
const almostStatus = fc.oneof(
  fc.constantFrom('offDuty', 'personalConveyance', 'OffDuty', 'off_duty', 'OFF_DUTY', 'offDuty ', '', 'waiting', 'constructor', '__proto__', null, 0),
  fc.string({ unit: 'binary' }), fc.jsonValue(),
);
const almostTime = fc.constantFrom('2099-01-01T00:00:00Z', '2020-01-01T00:00:00Z', '', 9e15, null, {});
const maybe = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() });
const part = (name: string): fc.Arbitrary<unknown> => maybe(fc.record({ [name]: almostNumber }, { requiredKeys: [] }));

const nearMissRow = fc.record({
  driver: maybe(fc.record({ id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()), updatedAtTime: almostTime }, { requiredKeys: [] })),
  currentDutyStatus: maybe(fc.record({ hosStatusType: almostStatus, time: almostTime }, { requiredKeys: [] })),
  clocks: maybe(fc.record({
    drive: part('driveRemainingDurationMs'),
    shift: part('shiftRemainingDurationMs'),
    cycle: part('cycleRemainingDurationMs'),
    break: part('timeUntilBreakDurationMs'),
  }, { requiredKeys: [] })),
  violations: maybe(fc.record({ shiftDrivingViolationDurationMs: almostNumber, cycleViolationDurationMs: almostNumber }, { requiredKeys: [] })),
  updatedAtTime: almostTime,
  lastUpdatedTime: almostTime,
}, { requiredKeys: [] });
const anyRow = fc.oneof({ weight: 4, arbitrary: nearMissRow }, { weight: 1, arbitrary: fc.jsonValue() });

function expectHonest(row: unknown, found: HosObservation): void {
  if (found.dutyStatus === 'OFF_DUTY') expect(DOCUMENTED.has(sentAt(row, 'currentDutyStatus', 'hosStatusType'))).to.equal(true);
  const clocks: readonly (readonly [number | undefined, string, string])[] = [
    [found.remaining.driveHours, 'drive', 'driveRemainingDurationMs'],
    [found.remaining.shiftHours, 'shift', 'shiftRemainingDurationMs'],
    [found.remaining.cycleHours, 'cycle', 'cycleRemainingDurationMs'],
    [found.remaining.untilBreakHours, 'break', 'timeUntilBreakDurationMs'],
  ];
  for (const [hours, clock, name] of clocks) {
    const milliseconds = sentAt(row, 'clocks', clock, name);
    if (hours === 0) expect(milliseconds === 0 || (typeof milliseconds === 'number' && milliseconds < 1e-300), String(milliseconds)).to.equal(true);
    if (hours !== undefined) expect(hours).to.be.within(0, 336);
  }
  for (const { durationHours } of found.violations) expect(durationHours).to.be.greaterThan(0);
  expect(found.asOf.getTime()).to.equal(NOW.getTime());
  expect(isFromTheFuture(found.asOf, NOW)).to.equal(false);
}

describe('Samsara mapping, whatever is sent', () => {
  it('never turns an unknown status into OFF_DUTY, a missing number into 0, or a future time into fresh', () => {
    fc.assert(fc.property(anyRow, (row) => {
      const found = observationOf(row, NOW);
      if (found === undefined) return;
      expectHonest(row, found);
      expectStorable(found.externalDriverId, 255);
      expectStorable(found.dutyStatusRaw ?? '', 100);
    }), RUNS);
  });

  it('accounts for every row of a page: read, repeated or unreadable', () => {
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
      const { observations, unreadable } = clocksPageOf({ rows, askedAt: NOW }, observationOf);
      expect(observations.length + unreadable).to.be.at.most(rows.length);
      expect(unreadable).to.equal(rows.filter((row) => observationOf(row, NOW) === undefined).length);
      expect(new Set(observations.map(({ externalDriverId }) => externalDriverId)).size).to.equal(observations.length);
    }), RUNS);
  });

  it('never names a driver without an id, nor with an empty name, nor throws over the roster', () => {
    const ruleset = fc.record({ shift: fc.constantFrom('US Interstate Property', 'x'), cycle: fc.constantFrom('USA 70 hour / 8 day', 'y') }, { requiredKeys: [] });
    const row = fc.record({
      id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
      name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      eldExempt: fc.oneof(fc.boolean(), fc.jsonValue()),
      usDriverRulesetOverride: fc.oneof(fc.constant(null), fc.jsonValue()),
      eldSettings: maybe(fc.record({ rulesets: maybe(fc.array(ruleset, { maxLength: 2 })) }, { requiredKeys: [] })),
    }, { requiredKeys: [] });
    fc.assert(fc.property(fc.array(fc.oneof(row, fc.jsonValue()), { maxLength: 6 }), (rows) => {
      for (const driver of rosterPageOf(rows, rosterDriverOf).drivers) {
        expect(driver.externalDriverId.trim()).not.to.equal('');
        expect(driver.name).not.to.equal('');
        expectStorable(driver.name, 200);
      }
    }), RUNS);
  });

  it('finds rows only in a list that says whether more follow', () => {
    const body = fc.oneof(fc.jsonValue(), fc.record({
      data: fc.jsonValue(),
      pagination: maybe(fc.record({ endCursor: fc.jsonValue(), hasNextPage: fc.oneof(fc.boolean(), fc.jsonValue()) }, { requiredKeys: [] })),
    }, { requiredKeys: [] }));
    fc.assert(fc.property(body, (sentBody) => {
      const envelope = listEnvelopeOf(sentBody);
      if (typeof envelope === 'string') return;
      expect(envelope.rows).to.equal(sentAt(sentBody, 'data'));
      expect(sentAt(sentBody, 'pagination', 'hasNextPage')).to.equal(envelope.nextCursor !== undefined);
    }), RUNS);
  });
});
