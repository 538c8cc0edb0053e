import { expect } from 'chai';
import { askInOrder } from '../../../src/application/fleet-data/ask-in-order.js';
import type { Round } from '../../../src/application/fleet-data/vendor-round.js';
import type { CachedValue } from '../../../src/application/shared/read-through-cache.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { away } from '../../support/doubles/fleet-data/scripted-vendors.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { rejectionOf } from '../../support/rejection.js';

interface Account {
  readonly displayName: string;
}

const SHARE_MS = 3_000;
/** What a vendor does: `fresh`, `stale`, `none` (an answer of no use), `fails`, `bug`; after so many milliseconds. */
type Says = 'fresh' | 'stale' | 'none' | 'fails' | 'bug' | 'hangs';
type Script = Says | readonly [Says, number];

describe('askInOrder', () => {
  let timer: ManualTimer;
  let asked: string[];
  beforeEach(() => {
    timer = new ManualTimer();
    asked = [];
  });

  function ask(vendors: Readonly<Record<string, Script>>): Promise<Round<Account, string>> {
    const accounts = Object.keys(vendors).map((displayName) => ({ displayName }));
    const read = async ({ displayName }: Account): Promise<CachedValue<string>> => {
      asked.push(displayName);
      const script = vendors[displayName] ?? 'hangs';
      const [says, afterMs] = typeof script === 'string' ? ([script, 0] as const) : script;
      if (afterMs > 0) await timer.sleep(afterMs);
      if (says === 'hangs') return new Promise(() => undefined);
      if (says === 'bug') throw new TypeError('a bug');
      if (says === 'fails') throw new VendorError(away(displayName));
      const stale = says === 'stale';
      return { value: says === 'none' ? '' : displayName, ageSeconds: 0, cached: stale, stale, error: stale ? 'Old.' : undefined };
    };
    return askInOrder({ accounts, read, useful: (value) => value !== '', shareMs: SHARE_MS }, timer);
  }

  /** Who answered, and after how many milliseconds. */
  async function timed(vendors: Readonly<Record<string, Script>>): Promise<readonly [answer: string | undefined, ms: number]> {
    let round: Round<Account, string> | undefined;
    void ask(vendors).then((outcome) => { round = outcome; });
    await timer.advance(0);
    let elapsed = 0;
    for (; round === undefined && elapsed < 60_000; elapsed += 500) await timer.advance(500);
    return [round?.answer?.account.displayName, elapsed];
  }

  type Row = readonly [what: string, vendors: Readonly<Record<string, Script>>, answer: string | undefined, ms: number, asked: readonly string[]];
  const TABLE: readonly Row[] = [
    ['the first that is fresh', { a: 'fresh', b: 'fresh' }, 'a', 0, ['a']],
    ['one that answers inside its share is waited for', { a: ['fresh', 2_500], b: 'fresh' }, 'a', 2_500, ['a']],
    ['one that takes longer gives way to the next', { a: 'hangs', b: 'fresh' }, 'b', 3_000, ['a', 'b']],
    ['one that takes longer is still listened to', { a: ['fresh', 4_000], b: 'hangs' }, 'a', 4_000, ['a', 'b']],
    ['while the last has failed too', { a: ['fresh', 5_000], b: 'fails' }, 'a', 5_000, ['a', 'b']],
    ['a late one that fails does not cut the wait for the next', { a: ['fails', 3_500], b: ['fresh', 2_000] }, 'b', 5_000, ['a', 'b']],
    ['a late one of no use does not either', { a: ['none', 3_500], b: ['fresh', 2_000] }, 'b', 5_000, ['a', 'b']],
    ['with a stale answer at hand the next has 2 s', { a: 'stale', b: ['fresh', 1_500] }, 'b', 1_500, ['a', 'b']],
    ['and no more', { a: 'stale', b: ['fresh', 2_500] }, 'a', 2_000, ['a', 'b']],
    ['a stale answer of the last is taken at once, whoever is silent', { a: 'hangs', b: 'stale' }, 'b', 3_000, ['a', 'b']],
    ['a stale answer that comes last of all is taken too', { a: ['stale', 4_000], b: 'none' }, 'a', 4_000, ['a', 'b']],
    ['and so it is when others are silent for longer', { a: ['stale', 7_000], b: 'hangs', c: 'none' }, 'a', 7_000, ['a', 'b', 'c']],
    ['all hang: the shares of all, and everybody was asked', { a: 'hangs', b: 'hangs', c: 'hangs' }, undefined, 9_000, ['a', 'b', 'c']],
    ['the last alone is there: it is heard', { a: 'hangs', b: 'hangs', c: ['fresh', 2_000] }, 'c', 8_000, ['a', 'b', 'c']],
    ['all fail: nobody is waited for', { a: 'fails', b: 'fails' }, undefined, 0, ['a', 'b']],
    ['nobody to ask', {}, undefined, 0, []],
  ];
  for (const [what, vendors, answer, ms, whom] of TABLE) {
    it(what, async () => {
      expect(await timed(vendors)).to.deep.equal([answer, ms]);
      expect(asked).to.deep.equal(whom);
    });
  }

  it('who is silent has failed, by name; who was not asked has not', async () => {
    const asking = ask({ 'HERE Fuel': 'hangs', 'Fuel Finder': 'fails', c: 'none' });
    await timer.advance(9_000);
    const { answer, useless, errors } = await asking;
    expect([answer, useless?.account.displayName]).to.deep.equal([undefined, 'c']);
    expect(errors.map(({ kind, message }) => [kind, message])).to.deep.equal([
      ['timeout', 'HERE Fuel did not answer in time (10 s). It goes on being asked; try again in a moment.'],
      ['unavailable', 'Fuel Finder could not be reached.'],
    ]);
    expect((await ask({ a: 'fresh', b: 'hangs' })).errors).to.deep.equal([]);
  });

  it('leaves nobody asleep', async () => {
    await ask({ a: 'stale', b: 'fresh' });
    await ask({ a: 'fails' });
    expect(timer.sleeping).to.equal(0);
  });

  it('a fault of our own is thrown, while somebody waits for it', async () => {
    expect(await rejectionOf(ask({ a: 'fails', b: 'bug', c: 'fresh' }))).to.be.instanceOf(TypeError);
    const late = rejectionOf(ask({ a: ['bug', 4_000], b: 'none' }));
    await timer.advance(4_000);
    expect(await late).to.be.instanceOf(TypeError);
  });
});
