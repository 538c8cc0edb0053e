import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { describeAccessTokenIssuer, describeAccessTokens } from '../../contracts/identity/access-tokens.contract.js';
import type { Claims } from '../../contracts/identity/access-tokens.contract.js';
import { UnauthenticatedError } from '../../../src/domain/identity/errors.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { HmacTokenIssuer, JoseTokenVerifier, hmacSignature, jwksSignature } from '../../../src/infrastructure/security/jose-access-tokens.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { rejectionOf } from '../../support/rejection.js';
import { JwksServer } from './jwks-server.js';

const SECRET = new Secret('a-secret-only-this-test-knows-0123456789');
const KEY = Buffer.from(SECRET.reveal());
const SETTINGS = { issuer: 'fleetbridge', audience: 'fleetbridge-api', ttlSeconds: 900 };
const close = (): Promise<void> => Promise.resolve();

const signHmac = (claims: Claims, key = KEY, alg = 'HS256'): Promise<string> => new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(key);

describeAccessTokens('HS256', async () => {
  const clock = new ManualClock();
  return { verifier: new JoseTokenVerifier(hmacSignature(SECRET), SETTINGS, clock), clock, sign: (claims) => signHmac(claims), close };
});

for (const algorithm of ['RS256', 'ES256'] as const) {
  describeAccessTokens(`${algorithm} under published keys`, async () => {
    const clock = new ManualClock();
    const server = await JwksServer.start();
    const verifier = new JoseTokenVerifier(jwksSignature(server.url), SETTINGS, clock);
    return { verifier, clock, sign: (claims) => server.sign(claims, algorithm), close: () => server.close() };
  });
}

describeAccessTokenIssuer('HS256', () => {
  const clock = new ManualClock();
  return { issuer: new HmacTokenIssuer(SECRET, SETTINGS, clock), verifier: new JoseTokenVerifier(hmacSignature(SECRET), SETTINGS, clock), clock };
});

describe('The token never decides its algorithm', () => {
  const clock = new ManualClock();
  const claims = {
    sub: 'u', tenant_id: '0195fe10-0000-7000-8000-000000000001', role: 'SUPER_ADMIN', iss: 'fleetbridge', aud: 'fleetbridge-api',
    exp: Math.floor(clock.now().getTime() / 1000) + 900,
  };
  let server: JwksServer;
  let local: JoseTokenVerifier;
  let foreign: JoseTokenVerifier;

  beforeEach(async () => {
    server = await JwksServer.start();
    local = new JoseTokenVerifier(hmacSignature(SECRET), SETTINGS, clock);
    foreign = new JoseTokenVerifier(jwksSignature(server.url), SETTINGS, clock);
  });

  afterEach(() => server.close());

  const refused = async (verifier: JoseTokenVerifier, token: string): Promise<void> => {
    expect(await rejectionOf(verifier.verify(token))).to.be.instanceOf(UnauthenticatedError);
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('the good tokens of this test are accepted by the verifier they are made for', async () => {
    expect((await local.verify(await signHmac(claims))).role).to.equal('SUPER_ADMIN');
    expect((await foreign.verify(await server.sign(claims, 'RS256'))).role).to.equal('SUPER_ADMIN');
    expect((await foreign.verify(await server.sign(claims, 'ES256'))).role).to.equal('SUPER_ADMIN');
  });

  for (const alg of ['none', 'None', 'NONE', '']) {
    it(`alg "${alg}" is refused, with and without a signature`, async () => {
      const [, , signature = ''] = (await signHmac(claims)).split('.');
      for (const end of ['', signature]) {
        const token = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.${end}`;
        await refused(local, token);
        await refused(foreign, token);
      }
    });
  }

  it('HS384 and HS512 under the right secret are refused', async () => {
    for (const alg of ['HS384', 'HS512']) await refused(local, await signHmac(claims, KEY, alg));
  });

  it('HS256 under another secret, and with a changed role, is refused', async () => {
    await refused(local, await signHmac(claims, Buffer.from('another-secret-of-the-same-length-012345')));
    const [header, , signature] = (await signHmac({ ...claims, role: 'DRIVER' })).split('.');
    await refused(local, `${header}.${encode(claims)}.${signature}`);
  });

  it('with published keys HS256 is refused, also under our own secret', async () => {
    await refused(foreign, await signHmac(claims));
  });

  it('a published public key is no HMAC secret', async () => {
    for (const key of server.keys) {
      const texts = [JSON.stringify(key), key.n ?? key.x ?? ''];
      for (const text of texts) {
        const signed = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(claims)}`;
        await refused(foreign, `${signed}.${createHmac('sha256', text).update(signed).digest('base64url')}`);
      }
    }
  });

  it('with a local secret the tokens of a provider are refused', async () => {
    await refused(local, await server.sign(claims, 'RS256'));
    await refused(local, await server.sign(claims, 'ES256'));
  });

  it('keys the token brings along (jwk, jku) are not used', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const brought = { alg: 'ES256', jwk, jku: server.url.href };
    await refused(foreign, await new SignJWT({ ...claims }).setProtectedHeader(brought).sign(privateKey));
    await refused(foreign, await new SignJWT({ ...claims }).setProtectedHeader({ ...brought, kid: 'ES256' }).sign(privateKey));
  });
});
