import { expect } from 'chai';
import { recordFromOverride, recordFromSnapshot, recordOfNothing } from '../../../src/domain/hours-of-service/hos-record.js';
import type { HosRecord, HosServing } from '../../../src/domain/hours-of-service/hos-record.js';
import type { HosSnapshot } from '../../../src/domain/hours-of-service/hos-snapshot.js';
import type { Ruleset } from '../../../src/domain/hours-of-service/ruleset.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import { overrideOf, snapshot } from '../../contracts/hours-of-service/hos-examples.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const DRIVER = toDriverId('D1');
const KNOWN: Ruleset = { code: 'US_PROPERTY_70_8', source: 'vendor' };
const UNKNOWN: Ruleset = { code: undefined, source: 'unknown' };
const NO_HOURS = { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined };
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

describe('The answer from a snapshot', () => {
  const serve = (seen: HosSnapshot, serving: Partial<HosServing> = {}, ruleset = KNOWN): HosRecord =>
    recordFromSnapshot(DRIVER, seen, ruleset, { cached: true, stale: false, error: undefined, now: NOW, warnAfterSeconds: 600, ...serving });

  it('has used, remaining and safe hours, and its age of 180 s', () => {
    expect(serve(snapshot('1', secondsAgo(180)))).to.deep.equal({
      driverId: DRIVER, hoursDriven: 4.5, onDutyTime: 5.5, hoursSinceBreak: 4.5, ruleset: KNOWN, dutyStatus: 'DRIVING', dutyStatusRaw: 'driving',
      remaining: { driveHours: 6.5, shiftHours: 8.5, cycleHours: 41.75, untilBreakHours: 3.5 },
      safeRemaining: { driveHours: 6.45, shiftHours: 8.45, cycleHours: 41.7, untilBreakHours: 3.45 },
      violations: [], lastUpdated: secondsAgo(180), dataSource: 'samsara_eld', cached: true, cacheAgeSeconds: 180, stale: false,
      warning: undefined, error: undefined, override: undefined,
    });
  });

  it('has age 0 when it was just fetched, although the vendor observed it earlier; safe hours count from there', () => {
    const record = serve(snapshot('1', secondsAgo(180)), { cached: false });
    expect(record).to.include({ cacheAgeSeconds: 0, cached: false });
    expect(record.safeRemaining.driveHours).to.equal(6.45);
  });

  for (const [seconds, stale, warned] of [[599, true, false], [600, true, true], [3_600, true, true], [3_600, false, false]] as const) {
    it(`${stale ? 'stale' : 'not stale'} at ${seconds} s: ${warned ? 'a' : 'no'} warning`, () => {
      const { warning } = serve(snapshot('1', secondsAgo(seconds)), { stale });
      expect(warning?.includes(`${Math.floor(seconds / 60)} minutes old`) ?? false).to.equal(warned);
    });
  }

  it('warns of an UNKNOWN status at any age, knows no hours, and is never off duty', () => {
    const record = serve(snapshot('1', NOW, { dutyStatus: 'UNKNOWN', dutyStatusRaw: '' }));
    expect(record).to.deep.include({ dutyStatus: 'UNKNOWN', dutyStatusRaw: '', hoursDriven: undefined, safeRemaining: NO_HOURS });
    expect(record.warning).to.match(/no duty status/);
    expect(record.remaining.driveHours).to.equal(6.5);
  });

  it('warns of both when an UNKNOWN status is stale', () => {
    const { warning } = serve(snapshot('1', secondsAgo(1_200), { dutyStatus: 'UNKNOWN' }), { stale: true });
    expect(warning).to.match(/no duty status.* 20 minutes old/);
  });

  it('has no used hours without a ruleset, and passes the reason on', () => {
    const record = serve(snapshot('1', NOW), { error: 'Samsara is away.', stale: true }, UNKNOWN);
    expect(record).to.include({ hoursDriven: undefined, onDutyTime: undefined, hoursSinceBreak: undefined, error: 'Samsara is away.' });
  });
});

describe('The answer under an override', () => {
  const override = overrideOf(secondsAgo(1_800));

  it('has the stated hours, what the limits leave, and safe hours counted from when it was set', () => {
    expect(recordFromOverride(DRIVER, override, KNOWN, NOW)).to.deep.equal({
      driverId: DRIVER, hoursDriven: 5, onDutyTime: 6, hoursSinceBreak: 2, ruleset: KNOWN, dutyStatus: 'ON_DUTY_NOT_DRIVING', dutyStatusRaw: undefined,
      remaining: { driveHours: 6, shiftHours: 8, cycleHours: undefined, untilBreakHours: 6 },
      safeRemaining: { driveHours: 5.5, shiftHours: 7.5, cycleHours: undefined, untilBreakHours: 5.5 },
      violations: [], lastUpdated: override.setAt, dataSource: 'manual_override', cached: false, cacheAgeSeconds: 1_800, stale: false,
      warning: undefined, error: undefined, override,
    });
  });

  it('has 0 left, not less, when more hours are stated than allowed', () => {
    const { remaining } = recordFromOverride(DRIVER, { ...override, hoursDriven: 12, onDutyTime: 20, hoursSinceBreak: 9 }, KNOWN, NOW);
    expect(remaining).to.deep.equal({ driveHours: 0, shiftHours: 0, cycleHours: undefined, untilBreakHours: 0 });
  });

  it('does not know what is left without a ruleset', () => {
    expect(recordFromOverride(DRIVER, override, UNKNOWN, NOW)).to.deep.include({ hoursDriven: 5, remaining: NO_HOURS, safeRemaining: NO_HOURS });
  });
});

describe('The answer when nothing is stored', () => {
  it('is UNKNOWN and stale with a warning, never off duty and never 0', () => {
    const record = recordOfNothing(DRIVER, UNKNOWN);
    expect(record).to.deep.include({ dutyStatus: 'UNKNOWN', stale: true, hoursDriven: undefined, remaining: NO_HOURS, safeRemaining: NO_HOURS, lastUpdated: undefined });
    expect(record.warning).to.match(/No hours of service/);
  });
});
