import { expect } from 'chai';
import fc from 'fast-check';
import { retryDelay } from '../../../src/infrastructure/vendors/http/retry-delay.js';
import type { RetryDelayInput } from '../../../src/infrastructure/vendors/http/retry-delay.js';

const USUAL: RetryDelayInput = { failures: 1, retryAfterMs: undefined, remainingMs: 30_000, baseDelayMs: 1_000, maxDelayMs: 30_000, random: 0.5 };

describe('retryDelay', () => {
  const table: readonly (readonly [string, Partial<RetryDelayInput>, number | undefined])[] = [
    ['half of 1 s after the first failure', {}, 500],
    ['half of 2 s after the second', { failures: 2 }, 1_000],
    ['half of 16 s after the fifth', { failures: 5 }, 8_000],
    ['half of the 30 s cap after the sixth', { failures: 6 }, 15_000],
    ['at least 50 ms when the jitter is 0', { random: 0 }, 50],
    ['Retry-After 403 ms and a tenth of the backoff', { retryAfterMs: 403 }, 453],
    ['Retry-After also when the jitter is 0', { retryAfterMs: 403, random: 0 }, 403],
    ['never more than the cap, jitter included', { retryAfterMs: 29_990, remainingMs: 60_000 }, 30_000],
    ['nothing when Retry-After is above the 30 s cap', { retryAfterMs: 30_001, remainingMs: 600_000 }, undefined],
    ['nothing when Retry-After does not fit the deadline', { retryAfterMs: 5_000, remainingMs: 5_000 }, undefined],
    ['nothing when the backoff does not fit the deadline', { remainingMs: 500 }, undefined],
    ['nothing when the deadline has passed', { remainingMs: -1 }, undefined],
    ['the cap and no NaN after 5,000 failures', { failures: 5_000, random: 0.999 }, 29_970],
    ['50 ms and no NaN when base is 0', { failures: 5_000, baseDelayMs: 0 }, 50],
  ];
  for (const [name, input, expected] of table) {
    it(`waits ${name}`, () => expect(retryDelay({ ...USUAL, ...input })).to.equal(expected));
  }

  it('is a whole number between 0 and both limits, or nothing, whatever comes in', () => {
    const input = fc.record({
      failures: fc.integer({ min: 1, max: 10_000 }),
      retryAfterMs: fc.option(fc.integer({ min: 1, max: 86_400_000 }), { nil: undefined }),
      remainingMs: fc.integer({ min: -1_000, max: 60_000 }),
      baseDelayMs: fc.integer({ min: 0, max: 10_000 }),
      maxDelayMs: fc.integer({ min: 0, max: 30_000 }),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(input, (given) => {
        const wait = retryDelay(given);
        if (wait === undefined) return;
        expect(Number.isInteger(wait), String(wait)).to.equal(true);
        expect(wait).to.be.within(0, given.maxDelayMs);
        expect(wait).to.be.below(given.remainingMs);
        expect(wait).to.be.at.least(given.retryAfterMs ?? 0);
      }),
    );
  });
});
