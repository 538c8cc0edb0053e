import { expect } from 'chai';
import { IdentityProviderUnavailableError, UnauthenticatedError } from '../../../src/domain/identity/errors.js';
import { JoseTokenVerifier, jwksSignature } from '../../../src/infrastructure/security/jose-access-tokens.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { rejectionOf } from '../../support/rejection.js';
import { JwksServer } from './jwks-server.js';

const SETTINGS = { issuer: 'fleetbridge', audience: 'fleetbridge-api' };

describe('An identity provider', () => {
  const clock = new ManualClock();
  const claims = {
    sub: 'auth0|7', tenant_id: '0195fe10-0000-7000-8000-000000000001', role: 'DISPATCHER', iss: 'fleetbridge', aud: 'fleetbridge-api',
    exp: Math.floor(clock.now().getTime() / 1000) + 900,
  };
  let server: JwksServer;
  let verifier: JoseTokenVerifier;

  beforeEach(async () => {
    server = await JwksServer.start();
    verifier = new JoseTokenVerifier(jwksSignature(server.url), SETTINGS, clock);
  });

  afterEach(() => server.close());

  const errorFor = async (token: string): Promise<unknown> => rejectionOf(verifier.verify(token));

  it('that cannot be reached is a 503 of ours, not a bad token', async () => {
    const token = await server.sign(claims, 'RS256');
    await server.close();
    expect(await errorFor(token)).to.be.instanceOf(IdentityProviderUnavailableError).and.to.have.property('code', 'identity-provider-unavailable');
    server = await JwksServer.start();
  });

  for (const answer of [{ status: 500, body: '{}' }, { status: 503, body: 'later' }, { status: 200, body: '<html>' }, { status: 200, body: '{"keys":7}' }]) {
    it(`that answers ${answer.status} ${answer.body} is unavailable`, async () => {
      server.answer = answer;
      expect(await errorFor(await server.sign(claims, 'RS256'))).to.be.instanceOf(IdentityProviderUnavailableError);
    });
  }

  it('that is back is used again at once', async () => {
    const token = await server.sign(claims, 'RS256');
    server.answer = { status: 503, body: '' };
    await errorFor(token);
    server.answer = undefined;
    expect((await verifier.verify(token)).userId).to.equal('auth0|7');
  });

  it('is asked for its keys once for 20 tokens', async () => {
    for (let index = 0; index < 20; index += 1) await verifier.verify(await server.sign({ ...claims, sub: `u${index}` }, index % 2 === 0 ? 'RS256' : 'ES256'));
    expect(server.requests).to.equal(1);
  });

  it('that is away does not hurt those whose keys are known', async () => {
    await verifier.verify(await server.sign(claims, 'RS256'));
    server.answer = { status: 500, body: '' };
    expect((await verifier.verify(await server.sign({ ...claims, sub: 'other' }, 'RS256'))).userId).to.equal('other');
  });

  it('makes nobody ask again for each of 10 tokens with an unknown key', async () => {
    await verifier.verify(await server.sign(claims, 'RS256'));
    await server.publish('unknown', 'RS256');
    server.withdraw('unknown');
    for (let index = 0; index < 10; index += 1) expect(await errorFor(await server.sign(claims, 'RS256', 'unknown'))).to.be.instanceOf(UnauthenticatedError);
    expect(server.requests).to.be.at.most(2);
  });
});
