import { expect } from 'chai';
import { VendorError, type VendorErrorKind } from '../../src/domain/shared/vendor-error.js';

/** Runs the work and returns its `VendorError`; anything else fails the test. */
export async function expectVendorError(kind: VendorErrorKind, work: () => Promise<unknown>): Promise<VendorError> {
  try {
    await work();
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(VendorError);
    expect(error).to.have.property('kind', kind);
    if (error instanceof VendorError) return error;
  }
  return expect.fail(`a VendorError ${kind} was expected`);
}
