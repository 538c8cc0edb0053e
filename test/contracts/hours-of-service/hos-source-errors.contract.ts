import { expect } from 'chai';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import type { OpenHosSource } from './hos-source-harness.js';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import { drivers, driversOf } from './hos-source-scenarios.js';

const FAILURES: readonly VendorErrorKind[] = ['credentials', 'rate-limited', 'unavailable', 'timeout', 'rejected', 'malformed'];

/** A vendor that fails: every failure is a `VendorError` of the right kind. */
export function describeErrors(vendor: () => OpenHosSource): void {
  for (const kind of FAILURES) {
    it(`throws VendorError ${kind}`, async () => {
      await vendor().given({ drivers: drivers(1), failure: { kind } });
      const { source } = vendor();
      for (const read of [() => allPages(source.roster()), () => allPages(source.clocks()), () => source.clocksOf(['101'])]) {
        const error = await expectVendorError(kind, read);
        expect(error.vendor).not.to.equal('');
        expect(error.operation).to.match(/^hos\./);
      }
    });
  }

  it('reads again once the vendor is well', async () => {
    await vendor().given({ drivers: drivers(1), failure: { kind: 'unavailable' } });
    await expectVendorError('unavailable', () => allPages(vendor().source.roster()));
    await vendor().given({ drivers: drivers(1) });
    expect(driversOf(await allPages(vendor().source.roster()))).to.have.length(1);
  });
}
