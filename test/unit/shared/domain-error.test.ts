import { expect } from 'chai';
import { DatabaseAwayError, DomainError, InvalidInputError, LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';

describe('Errors', () => {
  for (const [error, name, code] of [
    [new InvalidInputError('No.'), 'InvalidInputError', 'invalid-input'],
    [new LeaseLostError(), 'LeaseLostError', 'lease-lost'],
    [new DatabaseAwayError(), 'DatabaseAwayError', 'service-unavailable'],
    [new DriverNotFoundError(), 'DriverNotFoundError', 'driver-not-found'],
  ] as const) {
    it(`${name} has the code ${code}, its own name and a sentence`, () => {
      expect(error).to.be.instanceOf(DomainError).and.to.include({ name, code });
      expect(error.message).to.match(/\.$/);
    });
  }

  it('a database that is away says to come back after 5,000 ms', () => {
    expect(new DatabaseAwayError().extras).to.deep.equal({ retryAfterMs: 5_000 });
  });

  it('a vendor’s failure says what is known and no more', () => {
    const fields = { kind: 'rate-limited', vendor: 'SAMSARA_ELD', operation: 'hos.clocks', detail: 'Too many requests.' } as const;
    expect(new VendorError({ ...fields, httpStatus: 429, retryAfterMs: 1_500 })).to.include({
      name: 'VendorError', kind: 'rate-limited', operation: 'hos.clocks', message: 'Too many requests.', httpStatus: 429, retryAfterMs: 1_500,
    });
    expect(new VendorError(fields)).to.include({ httpStatus: undefined, retryAfterMs: undefined }).and.not.have.property('cause');
  });
});
