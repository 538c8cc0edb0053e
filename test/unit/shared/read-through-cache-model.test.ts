import { expect } from 'chai';
import fc from 'fast-check';
import { ReadThroughCache } from '../../../src/application/shared/read-through-cache.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';

const TTL = 60;
const KEYS = ['a', 'b', 'c'];

/** A read of a key while the vendor is up or down, or time that passes. */
type Step = { readonly kind: 'read'; readonly key: string; readonly up: boolean } | { readonly kind: 'pass'; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('read' as const), key: fc.constantFrom(...KEYS), up: fc.boolean() }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.oneof(fc.integer({ min: 1, max: 130 }), fc.constantFrom(TTL, 10 * TTL, 10 * TTL + 1)) }),
);

describe('ReadThroughCache against a model', () => {
  it('serves what an unbounded table of values and times would, for any order of reads, failures and waits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const clock = new ManualClock();
        const cache = new ReadThroughCache<string>(clock, new ManualTimer());
        const model = new Map<string, { readonly value: string; readonly at: number }>();
        let count = 0;
        for (const next of steps) {
          if (next.kind === 'pass') {
            clock.advance(next.seconds * 1000);
            continue;
          }
          const { key, up } = next;
          const value = `${key}${(count += 1)}`;
          const fetch = (): Promise<string> =>
            up ? Promise.resolve(value) : Promise.reject(new VendorError({ kind: 'timeout', vendor: 'V', operation: 'o', detail: 'Down.' }));
          const now = clock.now().getTime();
          const known = model.get(key);
          const age = known === undefined ? Infinity : (now - known.at) / 1000;
          const served = await cache.read({ key, ttlSeconds: TTL, fetch }).catch((error: unknown) => error);
          if (age < TTL) expect(served).to.deep.equal({ value: known?.value, ageSeconds: age, cached: true, stale: false, error: undefined });
          else if (up) {
            expect(served).to.deep.equal({ value, ageSeconds: 0, cached: false, stale: false, error: undefined });
            model.set(key, { value, at: now });
          } else if (age <= 10 * TTL) expect(served).to.deep.equal({ value: known?.value, ageSeconds: age, cached: true, stale: true, error: 'Down.' });
          else expect(served).to.be.instanceOf(VendorError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
