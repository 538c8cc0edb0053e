import { expect } from 'chai';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import type { OpenLoadSource, VendorLists } from './load-source-harness.js';
import { loads, loadsOf, readsOf, tmsDrivers } from './load-source-scenarios.js';

const FAILURES: readonly VendorErrorKind[] = ['credentials', 'rate-limited', 'unavailable', 'timeout', 'rejected', 'malformed'];

/** A vendor that fails: every failure is a `VendorError` of the right kind. */
export function describeErrors(vendor: () => OpenLoadSource, lists: VendorLists): void {
  for (const kind of FAILURES) {
    it(`throws VendorError ${kind}`, async () => {
      await vendor().given({ loads: loads(1), drivers: tmsDrivers(1), failure: { kind } });
      for (const read of readsOf(vendor().source, lists)) {
        const error = await expectVendorError(kind, read);
        expect(error.vendor).not.to.equal('');
        expect(error.operation).to.match(/^loads\./);
      }
      if (!lists.drivers) expect(await vendor().source.drivers()).to.deep.equal([]);
    });
  }

  it('does not know a load the vendor does not know', async () => {
    await vendor().given({ loads: loads(2) });
    expect(await vendor().source.load('9999')).to.equal(undefined);
    expect((await vendor().source.load('1002'))?.externalLoadId).to.equal('1002');
  });

  it('reads again once the vendor is well', async () => {
    await vendor().given({ loads: loads(1), failure: { kind: 'unavailable' } });
    await expectVendorError('unavailable', () => allPages(vendor().source.activeLoads()));
    await vendor().given({ loads: loads(1) });
    expect(loadsOf(await allPages(vendor().source.activeLoads()))).to.have.length(1);
  });
}
