import { expect } from 'chai';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import type { PermitOrder } from '../../../src/application/integrations/ports/vendor-rate-store.js';
import { InMemoryVendorRateStore } from '../../support/doubles/integrations/in-memory-vendor-rate-store.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { rejectionOf } from '../../support/rejection.js';

const PEMS = { permits: 1, windowMs: 102 };
const START = new ManualClock().now().getTime();

/** A clock and a timer that move together, millisecond by millisecond. */
class Time {
  readonly clock = new ManualClock();
  readonly timer = new ManualTimer();

  async pass(milliseconds: number): Promise<void> {
    await this.timer.advance(0);
    for (let passed = 0; passed < milliseconds; passed += 1) {
      this.clock.advance(1);
      await this.timer.advance(1);
    }
  }
}

for (const away of [false, true]) {
  describe(`Waiting for a permit${away ? ' while the database is away' : ''}`, () => {
    let time: Time;
    let store: InMemoryVendorRateStore;
    let limiter: VendorRateLimiter;

    beforeEach(() => {
      time = new Time();
      store = new InMemoryVendorRateStore(time.clock);
      store.away = away;
      limiter = new VendorRateLimiter(store, time.clock, time.timer);
    });

    /** When each was let through, in milliseconds from the start; or why not. */
    async function sent(orders: readonly Pick<PermitOrder, 'priority' | 'patienceMs'>[], forMs: number): Promise<readonly (number | string)[]> {
      const results: (number | string)[] = orders.map(() => 'waiting');
      for (const [index, order] of orders.entries()) {
        void limiter.wait('account', { rate: PEMS, ...order }, new AbortController().signal).then((refused) => {
          results[index] = refused === undefined ? time.clock.now().getTime() - START : `refused, ${refused} ms`;
        });
      }
      await time.pass(forMs);
      return results;
    }

    const background = { priority: 'background', patienceMs: 10_000 } as const;
    const user = { priority: 'user', patienceMs: 10_000 } as const;

    it('spaces 5 background requests by 102 ms', async () => {
      expect(await sent([background, background, background, background, background], 500)).to.deep.equal([0, 102, 204, 306, 408]);
    });

    it('lets 3 user requests go before 20 background ones that came first', async () => {
      const result = await sent([...Array.from({ length: 20 }, () => background), user, user, user], 400);
      expect(result.slice(20)).to.deep.equal([102, 204, 306]);
      expect(result.slice(0, 20).filter((one) => one !== 'waiting')).to.deep.equal([0]);
    });

    it('gives up when no permit comes within the patience, and says when to try again', async () => {
      const hasty = { priority: 'user', patienceMs: 150 } as const;
      expect(await sent([hasty, hasty, hasty], 200)).to.deep.equal([0, 102, 'refused, 204 ms']);
    });

    it('background work waits no longer than its patience of 150 ms in all', async () => {
      const hasty = { priority: 'background', patienceMs: 150 } as const;
      const result = await sent([hasty, hasty, hasty, hasty], 400);
      expect(result.filter((one) => typeof one === 'number')).to.deep.equal([0, 102]);
      expect(result.filter((one) => one === 'refused, 102 ms')).to.have.length(2);
    });

    it('ends at once when the caller gives up', async () => {
      await limiter.wait('account', { rate: PEMS, ...user }, new AbortController().signal);
      const caller = new AbortController();
      const waiting = limiter.wait('account', { rate: PEMS, ...user }, caller.signal);
      await time.pass(1);
      caller.abort();
      expect(await waiting).to.equal(undefined);
    });

    it('counts 2 accounts apart', async () => {
      await limiter.wait('one', { rate: PEMS, ...user }, new AbortController().signal);
      await limiter.wait('two', { rate: PEMS, ...user }, new AbortController().signal);
      expect(time.timer.sleeping).to.equal(0);
    });
  });
}

it('Waiting for a permit passes other errors of the store on', async () => {
  const time = new Time();
  const store = new InMemoryVendorRateStore(time.clock);
  store.take = () => Promise.reject(new Error('a defect'));
  const limiter = new VendorRateLimiter(store, time.clock, time.timer);
  const waiting = limiter.wait('account', { rate: PEMS, priority: 'user', patienceMs: 1 }, new AbortController().signal);
  expect(await rejectionOf(waiting)).to.include({ message: 'a defect' });
});
