import { expect } from 'chai';
import type { AccessTokenIssuer, AccessTokenVerifier } from '../../../src/application/identity/ports/access-tokens.js';
import { UnauthenticatedError } from '../../../src/domain/identity/errors.js';
import type { Principal } from '../../../src/domain/identity/principal.js';
import { toDriverId, toTenantId, toUserId } from '../../../src/domain/shared/identifiers.js';
import type { ManualClock } from '../../support/doubles/manual-clock.js';
import { rejectionOf } from '../../support/rejection.js';

export type Claims = Readonly<Record<string, unknown>>;

/** Issuer `fleetbridge`, audience `fleetbridge-api`. */
export interface OpenAccessTokens {
  readonly verifier: AccessTokenVerifier;
  readonly clock: ManualClock;
  /** A well signed token with exactly these claims. */
  sign(claims: Claims): Promise<string>;
  close(): Promise<void>;
}

const TENANT = '0195fe10-0000-7000-8000-000000000001';
const REQUIRED = ['sub', 'tenant_id', 'role', 'iss', 'aud', 'exp'];

/** What every `AccessTokenVerifier` promises. */
export function describeAccessTokens(name: string, open: () => Promise<OpenAccessTokens>): void {
  describe(`AccessTokenVerifier: ${name}`, () => {
    let tokens: OpenAccessTokens;

    beforeEach(async () => {
      tokens = await open();
    });

    afterEach(() => tokens.close());

    const seconds = (): number => Math.floor(tokens.clock.now().getTime() / 1000);
    const good = (claims: Claims = {}): Claims => ({
      sub: 'auth0|7', tenant_id: TENANT, role: 'DISPATCHER', iss: 'fleetbridge', aud: 'fleetbridge-api', exp: seconds() + 900, ...claims,
    });
    const verify = async (claims: Claims): Promise<Principal> => tokens.verifier.verify(await tokens.sign(claims));
    const isRefused = async (token: string): Promise<boolean> => (await rejectionOf(tokens.verifier.verify(token))) instanceof UnauthenticatedError;
    const refuses = async (claims: Claims): Promise<boolean> => isRefused(await tokens.sign(claims));

    it('names the principal with the required claims alone', async () => {
      expect(await verify(good())).to.deep.equal({
        userId: toUserId('auth0|7'), tenantId: toTenantId(TENANT), role: 'DISPATCHER', permissions: [], driverId: undefined, email: undefined, sessionId: undefined,
      });
    });

    it('takes permissions, driver, e-mail and session where they are', async () => {
      const session = '0195fe10-0000-7000-8000-00000000000a';
      const principal = await verify(good({ role: 'DRIVER', permissions: ['Sync', 'Read', 'Fly'], driver_id: 'D-7', email: 'a@b.example', sid: session }));
      expect(principal).to.include({ role: 'DRIVER', driverId: toDriverId('D-7'), email: 'a@b.example', sessionId: session });
      expect(principal.permissions).to.deep.equal(['Read', 'Sync']);
    });

    it('a driver_id counts for role DRIVER only', async () => {
      expect((await verify(good({ driver_id: 'D-7' }))).driverId).to.equal(undefined);
    });

    it('tenant ids are the same in any case', async () => {
      expect((await verify(good({ tenant_id: TENANT.toUpperCase() }))).tenantId).to.equal(TENANT);
    });

    for (const claim of REQUIRED) {
      it(`refuses a token without ${claim}`, async () => {
        const { [claim]: _, ...others } = good();
        expect(await refuses(others)).to.equal(true);
      });
    }

    const wrong: Claims[] = [
      { iss: 'somebody-else' }, { aud: 'another-api' }, { sub: '' }, { sub: 'x'.repeat(256) }, { sub: 'a\0b' },
      { role: 'ROOT' }, { role: 'admin' }, { tenant_id: 'acme' }, { tenant_id: 7 }, { sid: 'no-uuid' },
    ];
    for (const claims of wrong) {
      it(`refuses ${JSON.stringify(claims).slice(0, 40)}`, async () => {
        expect(await refuses(good(claims))).to.equal(true);
      });
    }

    it('a token holds until 30 s after exp', async () => {
      expect((await verify(good({ exp: seconds() - 29 }))).role).to.equal('DISPATCHER');
      expect(await refuses(good({ exp: seconds() - 31 }))).to.equal(true);
    });

    it('a token holds from 30 s before nbf', async () => {
      expect((await verify(good({ nbf: seconds() + 29 }))).role).to.equal('DISPATCHER');
      expect(await refuses(good({ nbf: seconds() + 31 }))).to.equal(true);
    });

    it('a token that was verified before ends with its exp all the same', async () => {
      const token = await tokens.sign(good({ exp: seconds() + 60 }));
      await tokens.verifier.verify(token);
      tokens.clock.advance(89_000);
      expect((await tokens.verifier.verify(token)).role).to.equal('DISPATCHER');
      tokens.clock.advance(2_000);
      expect(await isRefused(token)).to.equal(true);
    });

    it('refuses what is no token', async () => {
      const token = await tokens.sign(good());
      for (const text of ['', 'x', '...', 'a.b.c', `${token}x.`, token.slice(1), `${token}.${token}`]) expect(await isRefused(text), text).to.equal(true);
    });
  });
}

export interface OpenTokenPair {
  readonly issuer: AccessTokenIssuer;
  readonly verifier: AccessTokenVerifier;
  readonly clock: ManualClock;
}

/** What every `AccessTokenIssuer` promises together with its verifier. */
export function describeAccessTokenIssuer(name: string, open: () => OpenTokenPair): void {
  describe(`AccessTokenIssuer: ${name}`, () => {
    const principal: Principal = {
      userId: toUserId('0195fe10-0000-7000-8000-000000000007'),
      tenantId: toTenantId(TENANT),
      role: 'DRIVER',
      permissions: ['Read'],
      driverId: toDriverId('D-7'),
      email: 'a@b.example',
      sessionId: '0195fe10-0000-7000-8000-00000000000a',
    };

    it('its token names the principal, with and without the optional parts', async () => {
      const { issuer, verifier } = open();
      const bare: Principal = { ...principal, role: 'ADMIN', permissions: [], driverId: undefined, email: undefined, sessionId: undefined };
      for (const named of [principal, bare]) expect(await verifier.verify((await issuer.issue(named)).token)).to.deep.equal(named);
    });

    it('its token holds for 900 s and the 30 s of tolerance', async () => {
      const { issuer, verifier, clock } = open();
      const { token, expiresInSeconds } = await issuer.issue(principal);
      expect(expiresInSeconds).to.equal(900);
      clock.advance(929_000);
      expect(await verifier.verify(token)).to.deep.equal(principal);
      clock.advance(2_000);
      expect(await rejectionOf(verifier.verify(token))).to.be.instanceOf(UnauthenticatedError);
    });
  });
}
