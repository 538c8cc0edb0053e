import { expect } from 'chai';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import type { OpenLoadSource, VendorLists } from './load-source-harness.js';
import { load, loads, loadsOf, readsOf, tmsDrivers } from './load-source-scenarios.js';

/** Pages, and what happens when nobody wants more of them. */
export function describePaging(vendor: () => OpenLoadSource, lists: VendorLists): void {
  it('reads every page, each load once', async () => {
    await vendor().given({ loads: loads(7), pageSize: 3 });
    const pages = await allPages(vendor().source.activeLoads());
    const sizes = pages.map((page) => page.loads.length).filter((size) => size > 0);
    expect(sizes).to.deep.equal(lists.pages ? [3, 3, 1] : [7]);
    const ids = loadsOf(pages).map(({ externalLoadId }) => externalLoadId);
    expect(ids).to.deep.equal(loads(7).map(({ externalLoadId }) => externalLoadId));
  });

  it('loses no load when the last page is full', async () => {
    await vendor().given({ loads: loads(6), pageSize: 3 });
    expect(loadsOf(await allPages(vendor().source.activeLoads()))).to.have.length(6);
  });

  it('takes the last row for a load within a page, the first across pages', async () => {
    const rows = [load('1', { miles: 1 }), load('1', { miles: 2 }), load('1', { miles: 3 }), load('2', { miles: 4 })];
    await vendor().given({ loads: rows, pageSize: 2 });
    const found = loadsOf(await allPages(vendor().source.activeLoads()));
    expect(found.map((row) => [row.externalLoadId, row.totalMiles])).to.deep.equal([['1', lists.pages ? 2 : 3], ['2', 4]]);
  });

  it('lets the consumer stop after a page', async () => {
    await vendor().given({ loads: loads(3), pageSize: 1 });
    const iterator = vendor().source.activeLoads()[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(first.done).to.equal(false);
    await iterator.return?.();
    expect((await iterator.next()).done).to.equal(true);
  });

  it('ends with a VendorError when the signal has aborted', async () => {
    await vendor().given({ loads: loads(1), drivers: tmsDrivers(1) });
    for (const read of readsOf(vendor().source, lists, AbortSignal.abort())) await expectVendorError('timeout', read);
  });

  it(lists.drivers ? 'reads every page of drivers, each driver once' : 'has no drivers, for the vendor has no list of them', async () => {
    const [first, ...others] = tmsDrivers(5);
    await vendor().given({ loads: [], drivers: [first!, first!, ...others], pageSize: 2 });
    const found = await vendor().source.drivers();
    expect(found).to.deep.equal(lists.drivers ? tmsDrivers(5) : []);
  });
}
