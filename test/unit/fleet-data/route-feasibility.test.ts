import { expect } from 'chai';
import fc from 'fast-check';
import { judgeRoute } from '../../../src/domain/fleet-data/route-feasibility.js';
import type { HoursLeft, RouteJudgement } from '../../../src/domain/fleet-data/route-feasibility.js';

type Given = readonly [drive: number | undefined, shift: number | undefined, cycle: number | undefined, untilBreak: number | undefined];
const left = ([driveHours, shiftHours, cycleHours, untilBreakHours]: Given): HoursLeft => ({ driveHours, shiftHours, cycleHours, untilBreakHours });
const U = undefined;
const TINY = 1e-6;

type Expected = Partial<RouteJudgement>;
const yes = (breaks: number): Expected => ({ feasible: 'yes', breaks, exceeded: [], unknown: [] });
const no = (...exceeded: RouteJudgement['exceeded']): Expected => ({ feasible: 'no', exceeded });
const unknown = (...what: RouteJudgement['unknown']): Expected => ({ feasible: 'unknown', exceeded: [], unknown: what });

const TABLE: readonly (readonly [rule: string, hours: number, left: Given, expected: Expected])[] = [
  // 49 CFR 395.3(a)(3)(i): 11 hours of driving.
  ['395.3(a)(3)(i) as much driving as is left', 8, [8, 14, 70, 8], yes(0)],
  ['395.3(a)(3)(i) the 11 hours of a fresh driver, with a break', 11, [11, 14, 70, 8], yes(1)],
  ['395.3(a)(3)(i) a little more than is left', 8 + TINY, [8, 14, 70, 8], no('drive')],
  ['395.3(a)(3)(i) more than 11 hours', 11 + TINY, [11, 14, 70, 8], no('drive')],
  ['395.3(a)(3)(i) nothing left', 0.1, [0, 14, 70, 8], no('drive')],
  // 49 CFR 395.3(a)(2): the 14-hour window, which breaks do not extend.
  ['395.3(a)(2) as long as the window', 6, [11, 6, 70, 8], yes(0)],
  ['395.3(a)(2) a little longer than the window', 6 + TINY, [11, 6, 70, 8], no('shift')],
  ['395.3(a)(2) driving and one break fill the window', 8, [11, 8.5, 70, 5], yes(1)],
  ['395.3(a)(2) driving fits, driving and one break do not', 8, [11, 8.5 - TINY, 70, 5], no('shift')],
  ['395.3(a)(2) driving and two breaks fill the window', 10, [11, 11, 70, 1], yes(2)],
  ['395.3(a)(2) driving and two breaks do not fit', 10, [11, 11 - TINY, 70, 1], no('shift')],
  // 49 CFR 395.3(b): 60 or 70 hours.
  ['395.3(b) as much as the cycle has', 6, [11, 14, 6, 8], yes(0)],
  ['395.3(b) a little more than the cycle has', 6 + TINY, [11, 14, 6, 8], no('cycle')],
  ['395.3(b) breaks do not count in the cycle', 9, [11, 14, 9, 8], yes(1)],
  // 49 CFR 395.3(a)(3)(ii): 8 hours of driving between interruptions of 30 minutes.
  ['395.3(a)(3)(ii) the break falls due at the destination', 3, [11, 14, 70, 3], yes(0)],
  ['395.3(a)(3)(ii) just after it', 3 + TINY, [11, 14, 70, 3], yes(1)],
  ['395.3(a)(3)(ii) 8 hours after a break that is due now', 8, [11, 14, 70, 0], yes(1)],
  ['395.3(a)(3)(ii) just more than 8 hours after it', 8 + TINY, [11, 14, 70, 0], yes(2)],
  ['395.3(a)(3)(ii) 11 hours after 3', 11, [11, 14, 70, 3], yes(1)],
  ['395.3(a)(3)(ii) just more than 11 hours after 3', 11 + TINY, [12, 14, 70, 3], yes(2)],
  ['no way at all', 0, [0, 0, 0, 0], yes(0)],
  ['all at once', 20, [11, 14, 10, 8], no('drive', 'shift', 'cycle')],
  // Unknown is neither yes nor, while nothing known is exceeded, no.
  ['driving left unknown', 5, [U, 14, 70, 8], unknown('drive')],
  ['window unknown', 5, [11, U, 70, 8], unknown('shift')],
  ['cycle unknown', 5, [11, 14, U, 8], unknown('cycle')],
  ['break unknown', 5, [11, 14, 70, U], unknown('until_break')],
  ['everything unknown, as of an UNKNOWN duty status', 5, [U, U, U, U], unknown('drive', 'shift', 'cycle', 'until_break')],
  ['a known limit is exceeded while others are unknown', 5, [4, U, U, U], no('drive')],
  ['the cycle is exceeded while others are unknown', 5, [U, U, 4, U], no('cycle')],
  ['break unknown, driving alone exceeds the window', 5, [11, 4.9, 70, U], no('shift')],
  ['break unknown, only breaks would exceed the window', 8, [11, 8.2, 70, U], unknown('until_break')],
  ['break unknown, driving fills the window', 5, [11, 5, 70, U], unknown('until_break')],
  // A sum of floats that is as much as is left in the books of people.
  ['0.1 + 0.2 of 0.3', 0.1 + 0.2, [0.3, 0.3, 0.3, 0.3], yes(0)],
  ['8 tenths and a break of 1.3', [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum) => sum + 0.1, 0), [0.8, 1.3, 0.8, 0.1], yes(1)],
];

describe('Route feasibility: 49 CFR 395.3', () => {
  for (const [rule, driveHours, given, expected] of TABLE) {
    it(`${rule}: ${String(expected.feasible)}`, () => {
      expect(judgeRoute({ driveHours, left: left(given) })).to.deep.include(expected);
    });
  }

  it('says after how long the first break is due, 0 included, and nothing when none is', () => {
    const due = (driveHours: number, untilBreak: number | undefined): number | undefined =>
      judgeRoute({ driveHours, left: left([11, 14, 70, untilBreak]) }).breakNeededAfterHours;
    expect([due(5, 3), due(5, 0), due(3, 3), due(5, U), due(0, 0)]).to.deep.equal([3, 0, U, U, U]);
  });

  const hours = fc.oneof(fc.double({ min: 0, max: 80, noNaN: true }), fc.constantFrom(0, 0.5, 3, 8, 11, 14, 70));
  const four = fc.tuple(hours, hours, hours, hours);
  const some = fc.tuple(...[0, 1, 2, 3].map(() => fc.option(hours, { nil: undefined })) as [fc.Arbitrary<number | undefined>, fc.Arbitrary<number | undefined>, fc.Arbitrary<number | undefined>, fc.Arbitrary<number | undefined>]);

  it('more hours left never turn yes into no', () => {
    fc.assert(fc.property(hours, four, four, (driveHours, given, more) => {
      const richer = given.map((value, index) => value + (more[index] ?? 0)) as unknown as Given;
      const [one, other] = [judgeRoute({ driveHours, left: left(given) }), judgeRoute({ driveHours, left: left(richer) })];
      if (one.feasible === 'yes') expect(other.feasible).to.equal('yes');
      expect(other.breaks ?? 0).to.be.at.most(one.breaks ?? 0);
    }), { numRuns: 2000 });
  });

  it('more driving never turns no into yes, nor unknown into yes', () => {
    fc.assert(fc.property(hours, hours, some, (driveHours, more, given) => {
      const [one, other] = [judgeRoute({ driveHours, left: left(given) }), judgeRoute({ driveHours: driveHours + more, left: left(given) })];
      if (one.feasible !== 'yes') expect(other.feasible).to.not.equal('yes');
      if (one.feasible === 'no') expect(other.feasible).to.equal('no');
    }), { numRuns: 2000 });
  });

  it('forgetting a value never turns no into yes or yes into no, and learning one turns neither over', () => {
    fc.assert(fc.property(hours, four, fc.integer({ min: 0, max: 3 }), (driveHours, given, index) => {
      const forgotten = given.map((value, at) => (at === index ? undefined : value)) as unknown as Given;
      const [known, less] = [judgeRoute({ driveHours, left: left(given) }).feasible, judgeRoute({ driveHours, left: left(forgotten) }).feasible];
      expect([known, 'unknown']).to.include(less);
    }), { numRuns: 2000 });
  });

  it('agrees with driving the route in steps of a minute', () => {
    const minutes = fc.integer({ min: 0, max: 900 });
    fc.assert(fc.property(minutes, fc.tuple(minutes, minutes, minutes, fc.integer({ min: 0, max: 480 })), (route, given) => {
      const judged = judgeRoute({ driveHours: route / 60, left: left(given.map((value) => value / 60) as unknown as Given) });
      expect(judged.feasible).to.equal(drivenByMinute(route, given) ? 'yes' : 'no');
    }), { numRuns: 1000 });
  });
});

/** Drives minute by minute and rests for 30 whenever 8 hours are up. */
function drivenByMinute(route: number, [drive, shift, cycle, untilBreak]: readonly [number, number, number, number]): boolean {
  let [driven, elapsed, toBreak] = [0, 0, untilBreak];
  while (driven < route) {
    if (toBreak === 0) {
      elapsed += 30;
      toBreak = 480;
    }
    driven += 1;
    elapsed += 1;
    toBreak -= 1;
    if (driven > drive || elapsed > shift || driven > cycle) return false;
  }
  return true;
}
