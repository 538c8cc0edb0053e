import { expect } from 'chai';
import type { ClocksPage } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { OpenHosSource } from './hos-source-harness.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { allPages, driver, driversOf, expectVendorError, hours, observationsOf } from './hos-source-scenarios.js';

const FAILURES: readonly VendorErrorKind[] = ['credentials', 'rate-limited', 'unavailable', 'timeout', 'rejected', 'malformed'];

/** Pages, and what happens when nobody wants more of them. */
export function describePaging(vendor: () => OpenHosSource): void {
  it('reads every page, each driver once', async () => {
    const drivers = Array.from({ length: 7 }, (_, index) => driver(`d${index}`));
    await vendor().given({ drivers, pageSize: 3 });
    const pages = await allPages(vendor().source.roster());
    expect(pages.map((page) => page.drivers.length)).to.deep.equal([3, 3, 1]);
    expect(observationsOf(await allPages(vendor().source.clocks()))).to.have.length(7);
  });

  it('takes the last row for a driver within a page, the first across pages', async () => {
    const rows = [hours('a', 1), hours('a', 2), hours('b', 3), hours('a', 4)];
    await vendor().given({ drivers: rows, pageSize: 2 });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map((row) => [row.externalDriverId, row.remaining.driveHours])).to.deep.equal([['a', 2], ['b', 3]]);
  });

  it('names a driver once, as the first page that has them does', async () => {
    const drivers = [driver('a', { name: 'First' }), driver('b'), driver('a', { name: 'Second' }), driver('c')];
    await vendor().given({ drivers, pageSize: 2 });
    const found = driversOf(await allPages(vendor().source.roster()));
    expect(found.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['a', 'b', 'c']);
    expect(found[0]?.name).to.equal('First');
  });

  it('counts rows it cannot read and keeps the others', async () => {
    await vendor().given({ drivers: [driver('d1')], unreadableRows: 2 });
    const [clocks, roster] = [await allPages(vendor().source.clocks()), await allPages(vendor().source.roster())];
    expect(clocks.map(({ unreadable }) => unreadable)).to.deep.equal([2]);
    expect(observationsOf(clocks)).to.have.length(1);
    expect(driversOf(roster)).to.have.length(1);
  });

  it('lets the consumer stop after a page', async () => {
    await vendor().given({ drivers: [driver('d1'), driver('d2'), driver('d3')], pageSize: 1 });
    const iterator = vendor().source.clocks()[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(first.done).to.equal(false);
    await iterator.return?.();
    expect((await iterator.next()).done).to.equal(true);
  });

  it('ends with a VendorError when the signal has aborted', async () => {
    await vendor().given({ drivers: [driver('d1')] });
    const { source } = vendor();
    const signal = AbortSignal.abort();
    await expectVendorError('timeout', () => allPages(source.roster(signal)));
    await expectVendorError('timeout', () => allPages(source.clocks(signal)));
    await expectVendorError('timeout', () => source.clocksOf(['d1'], signal));
  });
}

/** A vendor that fails. */
export function describeFailures(vendor: () => OpenHosSource): void {
  for (const kind of FAILURES) {
    it(`throws VendorError ${kind}`, async () => {
      await vendor().given({ drivers: [driver('d1')], failure: { kind } });
      const { source } = vendor();
      await expectVendorError(kind, () => allPages(source.roster()));
      await expectVendorError(kind, () => allPages(source.clocks()));
      await expectVendorError(kind, () => source.clocksOf(['d1']));
    });
  }

  it('delivers the pages before the one that fails', async () => {
    await vendor().given({ drivers: [driver('d1'), driver('d2')], pageSize: 1, failure: { kind: 'unavailable', onPage: 2 } });
    const pages: ClocksPage[] = [];
    await expectVendorError('unavailable', async () => {
      for await (const page of vendor().source.clocks()) pages.push(page);
    });
    expect(observationsOf(pages).map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['d1']);
  });

  it('says how long the vendor asked us to wait', async () => {
    await vendor().given({ drivers: [], failure: { kind: 'rate-limited' } });
    const error = await expectVendorError('rate-limited', () => allPages(vendor().source.clocks()));
    expect(error.retryAfterMs).to.be.greaterThan(0);
  });
}
