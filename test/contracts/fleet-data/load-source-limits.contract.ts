import { expect } from 'chai';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import type { OpenLoadSource, VendorLists } from './load-source-harness.js';
import { loads, loadsOf, readsOf, tmsDrivers } from './load-source-scenarios.js';

/** How much may be asked: the vendor's rate limit, and any number of loads. */
export function describeLimits(vendor: () => OpenLoadSource, lists: VendorLists): void {
  for (const [sent, waitMs] of [['0.40235', 403], ['7', 7000], ['soon', undefined]] as const) {
    it(`takes "Retry-After: ${sent}" for ${waitMs === undefined ? 'no wait at all' : `a wait of ${waitMs} ms`}`, async () => {
      await vendor().given({ loads: loads(1), drivers: tmsDrivers(1), failure: { kind: 'rate-limited', retryAfter: sent } });
      for (const read of readsOf(vendor().source, lists)) {
        const error = await expectVendorError('rate-limited', read);
        expect(error.retryAfterMs).to.equal(waitMs);
      }
    });
  }

  it('keeps what it has read when the limit is reached on a later page', async () => {
    await vendor().given({ loads: loads(3), pageSize: 2, failure: { kind: 'rate-limited', onPage: 2 } });
    const pages = vendor().source.activeLoads()[Symbol.asyncIterator]();
    const first = await pages.next();
    expect(loadsOf(first.done === true ? [] : [first.value])).to.have.length(lists.pages ? 2 : 3);
    if (lists.pages) await expectVendorError('rate-limited', () => pages.next());
    else expect((await pages.next()).done).to.equal(true);
  });

  it('reads any number of loads', async () => {
    await vendor().given({ loads: loads(1100) });
    const found = loadsOf(await allPages(vendor().source.activeLoads()));
    expect(new Set(found.map(({ externalLoadId }) => externalLoadId)).size).to.equal(1100);
  });

  it('knows no load by an id that no load can have', async () => {
    await vendor().given({ loads: loads(1) });
    for (const id of ['', ' ', '.', '..', 'nul\u0000', 'half\ud800', 'x'.repeat(300)]) {
      expect(await vendor().source.load(id), JSON.stringify(id)).to.equal(undefined);
    }
  });
}
