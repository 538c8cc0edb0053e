import { expect } from 'chai';
import { clockFinding, clockSkew } from '../../../../src/infrastructure/vendors/doctor/clock-skew.js';
import type { ClockReading } from '../../../../src/infrastructure/vendors/doctor/clock-skew.js';

const NOON = Date.UTC(2026, 2, 2, 12, 0, 0);
const at = (milliseconds: number): Date => new Date(NOON + milliseconds);

/** Sent at noon and answered 400 ms later by a vendor whose clock shows noon and so many milliseconds. */
function reading(vendorMs: number, more: Partial<ClockReading> = {}): ClockReading {
  return { date: at(vendorMs).toUTCString(), age: undefined, sentAt: at(0), receivedAt: at(400), ...more };
}

describe('clockSkew', () => {
  const table: readonly (readonly [string, ClockReading, number | undefined])[] = [
    ['the same second is no skew', reading(0), 0],
    ['the second before is no skew at 200 ms past it: Date has whole seconds', reading(-1_000, { sentAt: at(0), receivedAt: at(200) }), 0],
    ['2 s before is at least 1 s behind', reading(-2_000), -1_000],
    ['1 s ahead of the answer is at least 600 ms ahead', reading(1_000), 600],
    ['a Date written during a request of 90 s is no skew', reading(45_000, { receivedAt: at(90_000) }), 0],
    ['10 minutes ahead', reading(600_400), 599_600],
    ['a missing Date does not tell', reading(0, { date: undefined }), undefined],
    ['a Date that is none does not tell', reading(0, { date: 'yesterday' }), undefined],
    ['a number is not a Date', reading(0, { date: '-5' }), undefined],
    ['the answer of a cache does not tell', reading(-600_000, { age: '600' }), undefined],
    ['an answer that has not aged does', reading(-600_000, { age: '0' }), -599_000],
  ];
  for (const [promise, given, expected] of table) {
    it(promise, () => {
      expect(clockSkew(given)).to.equal(expected);
    });
  }
});

describe('clockFinding', () => {
  const found = (...readings: readonly ClockReading[]): ReturnType<typeof clockFinding> => clockFinding(readings, 'Samsara');
  const exactly = (vendorMs: number): ClockReading => reading(vendorMs, { sentAt: at(0), receivedAt: at(0) });

  it('agrees below 1 s, and bears 120 s ahead and behind', () => {
    expect(found(exactly(0))).to.deep.equal({ ok: true, detail: 'The clocks of Samsara and of this service agree.' });
    expect(found(exactly(120_000)).ok).to.equal(true);
    expect(found(exactly(120_000)).detail).to.contain('differ by 120 seconds');
    expect(found(exactly(-121_000)).ok).to.equal(true);
  });

  it('fails from 121 s on, says which way, and what to do', () => {
    const ahead = found(exactly(121_000));
    expect(ahead).to.include({ ok: false, code: 'clock-skew' });
    expect(ahead.detail).to.match(/121 seconds ahead of .*NTP/);
    expect(found(exactly(-122_000)).detail).to.contain('121 seconds behind');
    expect(found(exactly(600_000)).detail).to.contain('10 minutes ahead');
    expect(found(exactly(5 * 3_600_000)).detail).to.contain('5 hours ahead');
  });

  it('goes by the last answer that tells', () => {
    expect(found(exactly(600_000), exactly(0)).ok).to.equal(true);
    expect(found(exactly(600_000), exactly(0), reading(600_000, { age: '3' }), reading(0, { date: undefined })).ok).to.equal(true);
    expect(found(exactly(0), exactly(600_000)).ok).to.equal(false);
  });

  it('is fine when nothing tells, and says so', () => {
    for (const finding of [found(), found(reading(0, { date: undefined }))]) {
      expect(finding.ok).to.equal(true);
      expect(finding.detail).to.contain('Could not be judged');
    }
  });
});
