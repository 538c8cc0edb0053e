import { expect } from 'chai';
import type { Permit, RequestLimiter } from '../../../src/application/identity/ports/request-limiter.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';

export interface OpenRequestLimiter {
  readonly limiter: RequestLimiter;
  /** Lets time pass for the limiter. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const LIMIT = { limit: 3, windowSeconds: 60 };
const ids = new CountingIds();

/** What every `RequestLimiter` promises. */
export function describeRequestLimiter(name: string, open: () => Promise<OpenRequestLimiter>): void {
  describe(`RequestLimiter: ${name}`, () => {
    let opened: OpenRequestLimiter;
    let key: string;

    before(async function (this: Mocha.Context) {
      this.timeout(60_000);
      opened = await open();
    });

    beforeEach(() => {
      key = `test:${ids.next()}`;
    });

    after(() => opened.close());

    const take = (of = key): Promise<Permit> => opened.limiter.take(of, LIMIT);
    const takeAll = async (times: number): Promise<Permit[]> => {
      const permits: Permit[] = [];
      for (let time = 0; time < times; time += 1) permits.push(await take());
      return permits;
    };
    const granted = (permits: readonly Permit[]): number => permits.filter((permit) => permit.granted).length;

    it('grants 3 of 5 requests and counts the remaining ones down', async () => {
      const permits = await takeAll(5);
      expect(permits.map((permit) => (permit.granted ? permit.remaining : 'refused'))).to.deep.equal([2, 1, 0, 'refused', 'refused']);
    });

    it('grants exactly 10 of 40 requests that come at the same time', async () => {
      const permits = await Promise.all(Array.from({ length: 40 }, () => opened.limiter.take(key, { limit: 10, windowSeconds: 60 })));
      expect(granted(permits)).to.equal(10);
    });

    it('says how long to wait: until the oldest counted request leaves the window', async () => {
      await take();
      await opened.pass(20);
      await takeAll(2);
      const permit = await take();
      expect(permit.granted).to.equal(false);
      if (!permit.granted) expect(permit.retryAfterMs).to.be.within(35_000, 40_000);
    });

    it('the window slides: each request counts for 60 s', async () => {
      await take();
      await opened.pass(40);
      expect(granted(await takeAll(3))).to.equal(2);
      await opened.pass(21);
      expect(granted(await takeAll(3))).to.equal(1);
      await opened.pass(40);
      expect(granted(await takeAll(3))).to.equal(2);
    });

    it('refused requests do not count', async () => {
      await takeAll(10);
      await opened.pass(61);
      expect(granted(await takeAll(4))).to.equal(3);
    });

    it('says when the window resets', async () => {
      await take();
      await opened.pass(20);
      const permit = await take();
      expect(permit.granted && permit.resetMs).to.be.within(35_000, 40_000);
    });

    it('a permit that is given back was never taken', async () => {
      const permits = await takeAll(3);
      const [first] = permits;
      if (first?.granted === true) await opened.limiter.giveBack(key, first.receipt);
      expect(granted(await takeAll(2))).to.equal(1);
    });

    it('giving back an unknown receipt changes nothing', async () => {
      const [first] = await takeAll(3);
      if (first?.granted === true) {
        await opened.limiter.giveBack(`other:${key}`, first.receipt);
        await opened.limiter.giveBack(key, first.receipt);
        await opened.limiter.giveBack(key, first.receipt);
      }
      expect(granted(await takeAll(3))).to.equal(1);
    });

    it('counts each key on its own', async () => {
      await takeAll(3);
      expect((await take(`other:${key}`)).granted).to.equal(true);
    });
  });
}
