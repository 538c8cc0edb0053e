import { expect } from 'chai';
import type { ClocksPage } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { OpenHosSource } from './hos-source-harness.js';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import { driver, drivers, driversOf, hours, observationsOf } from './hos-source-scenarios.js';

/** Pages, what repeats on them, and what happens when nobody wants more of them. */
export function describePaging(vendor: () => OpenHosSource): void {
  it('reads every page, each driver once', async () => {
    await vendor().given({ drivers: drivers(7), pageSize: 3 });
    const roster = await allPages(vendor().source.roster());
    expect(roster.map((page) => page.drivers.length)).to.deep.equal([3, 3, 1]);
    const clocks = await allPages(vendor().source.clocks());
    expect(clocks.map((page) => page.observations.length)).to.deep.equal([3, 3, 1]);
  });

  it('ends on a full last page', async () => {
    await vendor().given({ drivers: drivers(4), pageSize: 2 });
    expect(await allPages(vendor().source.roster())).to.have.length(2);
    expect(observationsOf(await allPages(vendor().source.clocks()))).to.have.length(4);
  });

  it('takes the last row for a driver within a page, the first across pages', async () => {
    const rows = [hours('1', 1), hours('1', 2), hours('2', 3), hours('1', 4)];
    await vendor().given({ drivers: rows, pageSize: 2 });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map((row) => [row.externalDriverId, row.remaining.driveHours])).to.deep.equal([['1', 2], ['2', 3]]);
  });

  it('names a driver once, as the first page that has them does', async () => {
    const rows = [driver('1', { name: 'First' }), driver('2'), driver('1', { name: 'Second' }), driver('3')];
    await vendor().given({ drivers: rows, pageSize: 2 });
    const found = driversOf(await allPages(vendor().source.roster()));
    expect(found.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['1', '2', '3']);
    expect(found[0]?.name).to.equal('First');
  });

  it('delivers the pages before the one that fails', async () => {
    await vendor().given({ drivers: drivers(2), pageSize: 1, failure: { kind: 'unavailable', onPage: 2 } });
    const pages: ClocksPage[] = [];
    await expectVendorError('unavailable', async () => {
      for await (const page of vendor().source.clocks()) pages.push(page);
    });
    expect(observationsOf(pages).map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['101']);
  });

  it('lets the consumer stop after a page', async () => {
    await vendor().given({ drivers: drivers(3), pageSize: 1 });
    const iterator = vendor().source.clocks()[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(first.done).to.equal(false);
    await iterator.return?.();
    expect((await iterator.next()).done).to.equal(true);
  });

  it('ends with a VendorError when the signal aborts between two pages', async () => {
    await vendor().given({ drivers: drivers(3), pageSize: 1 });
    const caller = new AbortController();
    const iterator = vendor().source.roster(caller.signal)[Symbol.asyncIterator]();
    expect((await iterator.next()).done).to.equal(false);
    caller.abort();
    await expectVendorError('timeout', () => iterator.next());
  });

  it('ends with a VendorError when the signal has aborted', async () => {
    await vendor().given({ drivers: drivers(1) });
    const { source } = vendor();
    const signal = AbortSignal.abort();
    await expectVendorError('timeout', () => allPages(source.roster(signal)));
    await expectVendorError('timeout', () => allPages(source.clocks(signal)));
    await expectVendorError('timeout', () => source.clocksOf(['101'], signal));
  });
}
