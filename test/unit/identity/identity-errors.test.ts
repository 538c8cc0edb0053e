import { expect } from 'chai';
import * as errors from '../../../src/domain/identity/errors.js';
import { DomainError } from '../../../src/domain/shared/domain-error.js';

describe('Errors of identity', () => {
  const all = Object.entries(errors).map(([name, Made]) => ({ name, error: new Made(1_500 as never) }));

  it('have a kebab-case code of their own and their class\'s name', () => {
    expect(all.length).to.be.greaterThan(15);
    expect(all.filter(({ error }) => !/^[a-z]+(-[a-z]+)*$/.test(error.code))).to.deep.equal([]);
    expect(new Set(all.map(({ error }) => error.code)).size).to.equal(all.length);
    expect(all.filter(({ name, error }) => !(error instanceof DomainError) || error.name !== name)).to.deep.equal([]);
  });

  it('limits say how long to wait', () => {
    expect(new errors.TooManyAttemptsError(1_500).extras.retryAfterMs).to.equal(1_500);
    expect(new errors.RateLimitedError(1_500).extras.retryAfterMs).to.equal(1_500);
    expect(new errors.IdempotencyKeyRunningError().extras.retryAfterMs).to.equal(1_000);
    expect(new errors.IdentityProviderUnavailableError().extras.retryAfterMs).to.equal(5_000);
    expect(new errors.LocalLoginDisabledError().extras).to.deep.equal({});
  });
});
