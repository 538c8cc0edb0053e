import { expect } from 'chai';
import fc from 'fast-check';
import { GIVE_UP_AFTER_MS, nextDeliveryAt } from '../../../src/domain/alerts/delivery.js';

const WRITTEN = new Date('2026-03-02T08:00:00.000Z');
const after = (ms: number): Date => new Date(WRITTEN.getTime() + ms);

/** Milliseconds until the next attempt. */
function waitOf(attempts: number, retryAfterMs?: number, elapsedMs = 0): number | undefined {
  const now = after(elapsedMs);
  const next = nextDeliveryAt({ attempts, writtenAt: WRITTEN, retryAfterMs }, now);
  return next && next.getTime() - now.getTime();
}

describe('A message that did not get through', () => {
  it('is tried again after 30 s, doubled each time up to 1 hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((attempts) => (waitOf(attempts) ?? 0) / 1000)).to.deep.equal([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  it('waits as long as the other side asks, at most 1 hour, never shorter than its own step', () => {
    expect([waitOf(1, 90_000), waitOf(1, 86_400_000), waitOf(3, 1)]).to.deep.equal([90_000, 3_600_000, 120_000]);
  });

  it('is given up when the next attempt would come after 72 hours', () => {
    expect(waitOf(9, undefined, GIVE_UP_AFTER_MS - 3_600_000)).to.equal(3_600_000);
    expect(waitOf(9, undefined, GIVE_UP_AFTER_MS - 3_599_999)).to.equal(undefined);
  });

  it('never waits past 72 hours, never less than 30 s, and never shorter than the attempt before', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.option(fc.nat(10_000_000), { nil: undefined }), fc.nat(GIVE_UP_AFTER_MS * 2), (attempts, retryAfterMs, elapsed) => {
        const wait = waitOf(attempts, retryAfterMs, elapsed);
        const next = waitOf(attempts + 1, retryAfterMs, elapsed);
        if (wait === undefined) {
          expect(next).to.equal(undefined);
          return;
        }
        expect(wait).to.be.within(30_000, 3_600_000);
        expect(elapsed + wait).to.be.at.most(GIVE_UP_AFTER_MS);
        if (next !== undefined) expect(next).to.be.at.least(wait);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is tried about 78 times in 72 hours of silence, then no more', () => {
    let elapsed = 0;
    let attempts = 1;
    for (let wait = waitOf(attempts); wait !== undefined; wait = waitOf(attempts, undefined, elapsed)) {
      elapsed += wait;
      attempts += 1;
    }
    expect(attempts).to.be.within(70, 85);
    expect(elapsed).to.be.within(GIVE_UP_AFTER_MS - 3_600_000, GIVE_UP_AFTER_MS);
  });
});
