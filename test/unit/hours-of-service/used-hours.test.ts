import { expect } from 'chai';
import fc from 'fast-check';
import { DUTY_STATUSES } from '../../../src/domain/hours-of-service/duty-status.js';
import type { HosObservation, RemainingHours } from '../../../src/domain/hours-of-service/hos-observation.js';
import { RULESET_CODES, limitsOf } from '../../../src/domain/hours-of-service/ruleset.js';
import { safeRemaining } from '../../../src/domain/hours-of-service/safe-remaining.js';
import { deriveUsedHours } from '../../../src/domain/hours-of-service/used-hours.js';
import { observation } from '../../contracts/hours-of-service/hos-examples.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const HOUR_MS = 3_600_000;
const NOTHING: RemainingHours = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };

const seen = (remaining: Partial<RemainingHours>, more: Partial<HosObservation> = {}): HosObservation =>
  observation('1', NOW, { remaining: { ...NOTHING, ...remaining }, ...more });

describe('Used hours under US_PROPERTY_70_8', () => {
  const used = (remaining: Partial<RemainingHours>, more: Partial<HosObservation> = {}): ReturnType<typeof deriveUsedHours> =>
    deriveUsedHours(seen(remaining, more), 'US_PROPERTY_70_8');

  it('Samsara driver 45646: 6.5, 8.5 and 3.5 h left make 4.5 driven, 5.5 of the window, 4.5 since the break', () => {
    const remaining = { driveHours: 23_400_000 / HOUR_MS, shiftHours: 30_600_000 / HOUR_MS, untilBreakHours: 12_600_000 / HOUR_MS, cycleHours: 150_300_000 / HOUR_MS };
    expect(remaining).to.deep.equal({ driveHours: 6.5, shiftHours: 8.5, untilBreakHours: 3.5, cycleHours: 41.75 });
    expect(used(remaining)).to.deep.equal({ hoursDriven: 4.5, onDutyTime: 5.5, hoursSinceBreak: 4.5 });
  });

  it('Samsara driver 444: 2, 4 and 8 h left make 9 driven, 10 of the window, 0 since the break', () => {
    const remaining = { driveHours: 7_200_000 / HOUR_MS, shiftHours: 14_400_000 / HOUR_MS, untilBreakHours: 28_800_000 / HOUR_MS };
    expect(used(remaining, { dutyStatus: 'SLEEPER_BERTH' })).to.deep.equal({ hoursDriven: 9, onDutyTime: 10, hoursSinceBreak: 0 });
  });

  it('0 h left and an overrun of 900,000 ms make 11.25 h driven', () => {
    const violations = [{ kind: 'cycle', durationHours: 4 }, { kind: 'shift_driving', durationHours: 900_000 / HOUR_MS }] as const;
    expect(used({ driveHours: 0 }, { violations })).to.include({ hoursDriven: 11.25 });
  });

  it('an overrun does not make up for missing driving hours', () => {
    expect(used({}, { violations: [{ kind: 'shift_driving', durationHours: 1 }] })).to.include({ hoursDriven: undefined });
  });

  for (const [field, limit, result] of [
    ['driveHours', 11, 'hoursDriven'], ['shiftHours', 14, 'onDutyTime'], ['untilBreakHours', 8, 'hoursSinceBreak'],
  ] as const) {
    it(`${field}: the limit of ${limit} h is 0 used; above it or below 0 the vendor contradicts the ruleset`, () => {
      expect(used({ [field]: limit })).to.have.property(result, 0);
      expect(used({ [field]: 0 })).to.have.property(result, limit);
      expect(used({ [field]: limit + 0.01 })).to.have.property(result, undefined);
      expect(used({ [field]: -0.01 })).to.have.property(result, undefined);
      expect(used({})).to.have.property(result, undefined);
    });
  }

  it('nothing is known of an UNKNOWN status, although all clocks look full', () => {
    const full = { driveHours: 11, shiftHours: 14, untilBreakHours: 8, cycleHours: 70 };
    expect(used(full, { dutyStatus: 'UNKNOWN' })).to.deep.equal({ hoursDriven: undefined, onDutyTime: undefined, hoursSinceBreak: undefined });
  });

  it('nothing is known without a ruleset', () => {
    const found = deriveUsedHours(seen({ driveHours: 6.5 }), undefined);
    expect(found).to.deep.equal({ hoursDriven: undefined, onDutyTime: undefined, hoursSinceBreak: undefined });
  });
});

describe('Limits', () => {
  it('are 11, 14 and 8 h, and 70 or 60 h in the cycle', () => {
    const common = { driveHours: 11, shiftHours: 14, untilBreakHours: 8 };
    expect(limitsOf('US_PROPERTY_70_8')).to.deep.equal({ ...common, cycleHours: 70 });
    expect(limitsOf('US_PROPERTY_60_7')).to.deep.equal({ ...common, cycleHours: 60 });
  });
});

describe('Whatever a vendor observes', () => {
  const hours = fc.option(fc.double({ min: -5, max: 100, noNaN: true }), { nil: undefined });
  const remainings = fc.record({ driveHours: hours, shiftHours: hours, cycleHours: hours, untilBreakHours: hours });
  const statuses = fc.constantFrom(...DUTY_STATUSES);
  const codes = fc.constantFrom(undefined, ...RULESET_CODES);
  const violations = fc.array(fc.record({ kind: fc.constantFrom('shift_driving', 'cycle'), durationHours: fc.double({ min: 0.01, max: 50, noNaN: true }) }), { maxLength: 2 });
  const observations = fc.record({ remaining: remainings, dutyStatus: statuses, violations }).map((parts) => observation('1', NOW, parts));
  const ages = fc.double({ min: 0, max: 1e7, noNaN: true });
  const FIELDS = ['driveHours', 'shiftHours', 'cycleHours', 'untilBreakHours'] as const;

  it('no used value is negative or NaN', () => {
    fc.assert(fc.property(observations, codes, (one, code) => {
      for (const value of Object.values(deriveUsedHours(one, code)) as (number | undefined)[]) {
        if (value !== undefined) expect(value).to.be.at.least(0);
      }
    }));
  });

  it('no safe value is negative or NaN, nor more than what was left; missing stays missing', () => {
    fc.assert(fc.property(observations, ages, ({ dutyStatus, remaining }, age) => {
      const safe = safeRemaining(dutyStatus, remaining, age);
      for (const field of FIELDS) {
        const left = remaining[field];
        if (left === undefined || dutyStatus === 'UNKNOWN') expect(safe[field]).to.equal(undefined);
        else expect(safe[field]).to.be.within(0, Math.max(0, left));
      }
    }));
  });

  it('safe values never grow with age', () => {
    fc.assert(fc.property(observations, ages, ages, ({ dutyStatus, remaining }, one, other) => {
      const younger = safeRemaining(dutyStatus, remaining, Math.min(one, other));
      const older = safeRemaining(dutyStatus, remaining, Math.max(one, other));
      for (const field of FIELDS) expect(older[field] ?? 0).to.be.at.most(younger[field] ?? 0);
    }));
  });

  it('every clock runs, driving or not: half an hour later there is half an hour less', () => {
    const remaining = { driveHours: 6.5, shiftHours: 0.25, cycleHours: 0, untilBreakHours: undefined };
    for (const status of ['OFF_DUTY', 'SLEEPER_BERTH', 'DRIVING', 'ON_DUTY_NOT_DRIVING'] as const) {
      expect(safeRemaining(status, remaining, 1_800)).to.deep.equal({ driveHours: 6, shiftHours: 0, cycleHours: 0, untilBreakHours: undefined });
    }
  });
});
