import { expect } from 'chai';
import { ReadThroughCache } from '../../../src/application/shared/read-through-cache.js';
import type { CachedValue } from '../../../src/application/shared/read-through-cache.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../src/domain/shared/vendor-error.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { rejectionOf } from '../../support/rejection.js';

const TTL = 60;
const SECOND = 1000;
const away = (fields: Partial<VendorErrorFields> = {}): VendorError =>
  new VendorError({ kind: 'unavailable', vendor: 'V', operation: 'o', detail: 'The vendor is away.', ...fields });

/** A vendor whose answers come when a test says so. */
class Vendor {
  asked = 0;
  #waiting: { readonly arrive: (value: string) => void; readonly fail: (error: unknown) => void }[] = [];

  readonly fetch = (): Promise<string> => {
    this.asked += 1;
    return new Promise((arrive, fail) => this.#waiting.push({ arrive, fail }));
  };

  answer(value: string): void {
    this.#waiting.shift()!.arrive(value);
  }

  fail(error: unknown = away()): void {
    this.#waiting.shift()!.fail(error);
  }
}

describe('ReadThroughCache', () => {
  let clock: ManualClock;
  let timer: ManualTimer;
  let vendor: Vendor;
  let cache: ReadThroughCache<string>;

  beforeEach(() => {
    clock = new ManualClock();
    timer = new ManualTimer();
    vendor = new Vendor();
    cache = new ReadThroughCache<string>(clock, timer);
  });

  const read = (key = 'k', budgetMs?: number): Promise<CachedValue<string>> =>
    cache.read({ key, ttlSeconds: TTL, fetch: vendor.fetch, ...(budgetMs !== undefined && { budgetMs }) });

  /** Reads while the vendor answers at once. */
  async function fetched(value: string, key = 'k'): Promise<CachedValue<string>> {
    const reading = read(key);
    vendor.answer(value);
    return reading;
  }

  async function failed(error: unknown = away()): Promise<CachedValue<string>> {
    const reading = read();
    vendor.fail(error);
    return reading;
  }

  it('the first read fetches', async () => {
    expect(await fetched('one')).to.deep.equal({ value: 'one', ageSeconds: 0, cached: false, stale: false, error: undefined });
  });

  for (const [age, cached] of [[0, true], [59.999, true], [60, false]] as const) {
    it(`${age} s later a read ${cached ? 'is served from the cache' : 'fetches'}`, async () => {
      await fetched('one');
      clock.advance(age * SECOND);
      const again = cached ? read() : fetched('two');
      expect(await again).to.deep.equal({ value: cached ? 'one' : 'two', ageSeconds: cached ? age : 0, cached, stale: false, error: undefined });
      expect(vendor.asked).to.equal(cached ? 1 : 2);
    });
  }

  it('200 reads at once make one fetch and all get its value', async () => {
    const reads = Array.from({ length: 200 }, () => read());
    vendor.answer('one');
    expect(new Set((await Promise.all(reads)).map(({ value }) => value))).to.deep.equal(new Set(['one']));
    expect(vendor.asked).to.equal(1);
  });

  it('200 reads at once of an old value make one fetch', async () => {
    await fetched('one');
    clock.advance(TTL * SECOND);
    const reads = Array.from({ length: 200 }, () => read());
    vendor.answer('two');
    for (const { value } of await Promise.all(reads)) expect(value).to.equal('two');
    expect(vendor.asked).to.equal(2);
  });

  it('keys are fetched apart', async () => {
    const reads = [read('a'), read('b')];
    vendor.answer('A');
    vendor.answer('B');
    expect((await Promise.all(reads)).map(({ value }) => value)).to.deep.equal(['A', 'B']);
  });

  it('a failure with nothing stored is thrown to all who wait, and the next read asks again', async () => {
    const reads = Array.from({ length: 5 }, () => rejectionOf(read()));
    const error = away();
    vendor.fail(error);
    expect(await Promise.all(reads)).to.deep.equal(Array.from({ length: 5 }, () => error));
    expect((await fetched('two')).value).to.equal('two');
    expect(vendor.asked).to.equal(2);
  });

  it('a failure with something stored serves it stale, with its age and the reason, and the next read asks again', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    expect(await failed()).to.deep.equal({ value: 'one', ageSeconds: 61, cached: true, stale: true, error: 'The vendor is away.' });
    expect(await fetched('two')).to.include({ value: 'two', stale: false });
  });

  for (const [age, served] of [[10 * TTL, true], [10 * TTL + 0.001, false]] as const) {
    it(`after ${age} s a failure is ${served ? 'still answered with the old value' : 'thrown'}`, async () => {
      await fetched('one');
      clock.advance(age * SECOND);
      if (served) expect(await failed()).to.include({ value: 'one', stale: true });
      else expect(await rejectionOf(failed())).to.be.instanceOf(VendorError);
    });
  }

  it('a fault of our own is thrown, whatever is stored', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    const bug = new TypeError('a bug');
    expect(await rejectionOf(failed(bug))).to.equal(bug);
  });

  it('a fetch that throws instead of rejecting is a failure like any other', async () => {
    const bug = new TypeError('a bug');
    const fetch = (): Promise<string> => { throw bug; };
    expect(await rejectionOf(cache.read({ key: 'k', ttlSeconds: TTL, fetch }))).to.equal(bug);
    expect((await fetched('one')).value).to.equal('one');
  });

  it('a slow fetch is waited for 2 s while something is stored, then goes on and stores', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    let served: CachedValue<string> | undefined;
    const reading = read().then((value) => { served = value; });
    await timer.advance(1_999);
    expect(served).to.equal(undefined);
    await timer.advance(1);
    await reading;
    expect(served).to.include({ value: 'one', ageSeconds: 61, cached: true, stale: true });
    expect(served?.error).to.match(/longer than usual/);
    vendor.answer('two');
    await timer.advance(0);
    expect(await read()).to.include({ value: 'two', cached: true, stale: false });
    expect(vendor.asked).to.equal(2);
  });

  it('who reads while a slow fetch is on its way joins it', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    const first = read();
    await timer.advance(2_000);
    await first;
    const second = read();
    vendor.answer('two');
    expect(await second).to.include({ value: 'two', cached: false });
    expect(vendor.asked).to.equal(2);
  });

  it('a slow fetch that fails when nobody waits any more harms nobody', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    const reading = read();
    await timer.advance(2_000);
    await reading;
    vendor.fail(new TypeError('a bug'));
    await timer.advance(0);
    expect(await fetched('two')).to.include({ value: 'two' });
  });

  it('the wait is the caller’s when given, and nobody sleeps on after the answer', async () => {
    await fetched('one');
    clock.advance(61 * SECOND);
    const reading = read('k', 50);
    await timer.advance(50);
    expect(await reading).to.include({ value: 'one', stale: true });
    const joined = read('k', 50);
    vendor.answer('two');
    await joined;
    expect(timer.sleeping).to.equal(0);
  });

  it('with nothing stored a slow fetch is waited for', async () => {
    const reading = read();
    await timer.advance(60_000);
    vendor.answer('one');
    expect(await reading).to.include({ value: 'one', cached: false });
  });

  it('a value that grew too old during the wait is not served: the fetch is waited for', async () => {
    await fetched('one');
    clock.advance(10 * TTL * SECOND - 1);
    const reading = read();
    clock.advance(2_000);
    await timer.advance(2_000);
    vendor.answer('two');
    expect(await reading).to.include({ value: 'two', cached: false, stale: false });
  });

  describe('a wait that the vendor asks for', () => {
    const busy = (retryAfterMs: number, refusedBy?: 'circuit'): VendorError =>
      away({ kind: 'rate-limited', retryAfterMs, ...(refusedBy !== undefined && { refusedBy }) });

    it('is kept: meanwhile the stored value is served without a fetch', async () => {
      await fetched('one');
      clock.advance(61 * SECOND);
      await failed(busy(5_000));
      clock.advance(4_999);
      expect(await read()).to.include({ value: 'one', stale: true, error: 'The vendor is away.' });
      expect(vendor.asked).to.equal(2);
      clock.advance(1);
      expect(await fetched('two')).to.include({ value: 'two', stale: false });
    });

    it('is kept with nothing stored: the same error is thrown', async () => {
      const error = busy(5_000);
      expect(await rejectionOf(failed(error))).to.equal(error);
      expect(await rejectionOf(read())).to.equal(error);
      expect(vendor.asked).to.equal(1);
    });

    it('is kept for a minute at most, and for this key only', async () => {
      await rejectionOf(failed(busy(3_600_000)));
      expect((await fetched('other', 'other')).value).to.equal('other');
      clock.advance(60_000);
      expect((await fetched('two')).value).to.equal('two');
    });

    it('is forgotten when our own circuit refused: it may close at any moment', async () => {
      await rejectionOf(failed(busy(60_000, 'circuit')));
      expect((await fetched('two')).value).to.equal('two');
    });
  });

  it('keeps as many entries as it may, and drops the one left alone for longest', async () => {
    cache = new ReadThroughCache(clock, timer, { maxEntries: 2 });
    await fetched('A', 'a');
    await fetched('B', 'b');
    await read('a');
    await fetched('C', 'c');
    expect([await read('a'), await read('c')].map(({ cached }) => cached)).to.deep.equal([true, true]);
    expect(await fetched('B again', 'b')).to.include({ value: 'B again', cached: false });
  });

  it('values that mean nothing are values too', async () => {
    const numbers = new ReadThroughCache<number>(clock, timer);
    let asked = 0;
    const zero = (): Promise<number> => { asked += 1; return Promise.resolve(0); };
    await numbers.read({ key: 'k', ttlSeconds: TTL, fetch: zero });
    expect(await numbers.read({ key: 'k', ttlSeconds: TTL, fetch: zero })).to.include({ value: 0, cached: true });
    expect(asked).to.equal(1);
  });

  it('a clock that was set back makes nothing younger than new', async () => {
    await fetched('one');
    clock.advance(-3_600_000);
    expect(await read()).to.include({ value: 'one', ageSeconds: 0, cached: true });
  });
});
