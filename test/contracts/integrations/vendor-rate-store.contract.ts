import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { PermitPriority, RatePermit, VendorRateStore } from '../../../src/application/integrations/ports/vendor-rate-store.js';
import type { VendorRate } from '../../../src/domain/integrations/vendor-rate.js';

export interface OpenVendorRates {
  readonly rates: VendorRateStore;
  /** Lets time pass for an account. */
  pass(account: string, milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Windows so long that the run of a test does not matter. */
const FIVE: VendorRate = { permits: 5, windowMs: 600_000 };
const ONE: VendorRate = { permits: 1, windowMs: 600_000 };
const SLACK_MS = 30_000;

/** What every `VendorRateStore` promises. */
export function describeVendorRateStore(name: string, open: () => Promise<OpenVendorRates>): void {
  describe(`VendorRateStore: ${name}`, () => {
    let opened: OpenVendorRates;
    let account: string;

    before(async function (this: Mocha.Context) {
      this.timeout(60_000);
      opened = await open();
    });
    beforeEach(() => (account = randomUUID()));
    after(() => opened.close());

    const take = (rate: VendorRate, priority: PermitPriority, patienceMs: number): Promise<RatePermit> => opened.rates.take(account, { rate, priority, patienceMs });

    it('of 20 that ask at once 5 get a permit without waiting, the others are told to wait for the window', async () => {
      const permits = await Promise.all(Array.from({ length: 20 }, () => take(FIVE, 'background', 0)));
      expect(permits.filter(({ taken }) => taken).map(({ waitMs }) => waitMs)).to.deep.equal([0, 0, 0, 0, 0]);
      for (const { taken, waitMs } of permits) if (!taken) expect(waitMs).to.be.within(FIVE.windowMs - SLACK_MS, FIVE.windowMs);
    });

    it('gives a permit again when the window has slid on', async () => {
      for (let time = 0; time < 5; time += 1) await take(FIVE, 'background', 0);
      await opened.pass(account, FIVE.windowMs);
      expect(await take(FIVE, 'background', 0)).to.deep.equal({ taken: true, waitMs: 0 });
    });

    it('a user takes places ahead, 1 window apart each, while they come within the patience', async () => {
      const patienceMs = 2.5 * ONE.windowMs;
      const waits = [];
      for (let time = 0; time < 4; time += 1) waits.push(await take(ONE, 'user', patienceMs));
      expect(waits.map(({ taken }) => taken)).to.deep.equal([true, true, true, false]);
      expect(waits[0]?.waitMs).to.equal(0);
      for (const [place, { waitMs }] of waits.entries()) expect(waitMs).to.be.within(Math.max(0, place * ONE.windowMs - SLACK_MS), place * ONE.windowMs);
    });

    it('background work takes no place ahead, however patient, and leaves none behind', async () => {
      await take(ONE, 'background', 0);
      for (let time = 0; time < 5; time += 1) expect((await take(ONE, 'background', 10 * ONE.windowMs)).taken).to.equal(false);
      const user = await take(ONE, 'user', 10 * ONE.windowMs);
      expect(user.taken).to.equal(true);
      expect(user.waitMs).to.be.at.most(ONE.windowMs);
    });

    it('counts accounts apart', async () => {
      await take(ONE, 'user', 0);
      expect((await opened.rates.take(randomUUID(), { rate: ONE, priority: 'user', patienceMs: 0 })).taken).to.equal(true);
    });
  });
}
