import { expect } from 'chai';
import fc from 'fast-check';
import { nextPermitAt } from '../../../src/domain/integrations/vendor-rate.js';
import type { VendorRate } from '../../../src/domain/integrations/vendor-rate.js';

const PEMS: VendorRate = { permits: 1, windowMs: 102 };
const FIVE: VendorRate = { permits: 5, windowMs: 1000 };

/** The permits of requests that come with these gaps, in milliseconds. */
function permitsOf(gaps: readonly number[], rate: VendorRate): readonly number[] {
  const given: Date[] = [];
  let now = 0;
  for (const gap of gaps) {
    now += gap;
    given.push(nextPermitAt(given, new Date(now), rate));
  }
  return given.map((at) => at.getTime());
}

/** The most permits in any window that begins with one of them, its end left out. */
function mostIn(permits: readonly number[], windowMs: number): number {
  return Math.max(0, ...permits.map((start) => permits.filter((at) => at >= start && at < start + windowMs).length));
}

describe('The next permit of a vendor account', () => {
  it('is now while fewer than 5 were given in the window: bursts are allowed', () => {
    expect(permitsOf([0, 0, 0, 0, 0, 0, 0], FIVE)).to.deep.equal([0, 0, 0, 0, 0, 1000, 1000]);
    expect(permitsOf([0, 0, 0, 0, 0, 1000], FIVE).at(-1)).to.equal(1000);
  });

  it('with 1 permit per 102 ms spaces 30 requests that come at once by 102 ms each', () => {
    const permits = permitsOf(Array.from({ length: 30 }, () => 0), PEMS);
    expect(permits.slice(1).map((at, index) => at - (permits[index] ?? 0))).to.deep.equal(Array.from({ length: 29 }, () => 102));
    expect(mostIn(permits, 1000)).to.equal(10);
  });

  const rates = fc.record({ permits: fc.integer({ min: 1, max: 12 }), windowMs: fc.integer({ min: 1, max: 2000 }) });
  const arrivals = fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(3000)), { maxLength: 80 });

  it('over 2,000 random rates and arrivals: never more than the permits in any sliding window, in order, never before it was asked for', () => {
    fc.assert(
      fc.property(rates, arrivals, (rate, gaps) => {
        const permits = permitsOf(gaps, rate);
        expect(mostIn(permits, rate.windowMs)).to.be.at.most(rate.permits);
        let now = 0;
        for (const [index, gap] of gaps.entries()) {
          now += gap;
          expect(permits[index]).to.be.at.least(Math.max(now, permits[index - 1] ?? 0));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('over 2,000 random rates and arrivals: nobody waits longer than the earlier permits make necessary', () => {
    fc.assert(
      fc.property(rates, arrivals, (rate, gaps) => {
        const permits = permitsOf(gaps, rate);
        let now = 0;
        for (const [index, gap] of gaps.entries()) {
          now += gap;
          const earliest = index < rate.permits ? now : Math.max(now, (permits[index - rate.permits] ?? 0) + rate.windowMs);
          expect(permits[index]).to.equal(earliest);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
