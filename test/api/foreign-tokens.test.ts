import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { TEST_JWT_SECRET, TestService } from '../support/test-service.js';
import type { Answer } from '../support/test-service.js';
import type { TenantId } from '../../src/domain/shared/identifiers.js';

const HMAC = new TextEncoder().encode(TEST_JWT_SECRET);

describe('Tokens of an identity provider (JWT_JWKS_URL)', function () {
  this.timeout(20_000);
  let provider: Server;
  let service: TestService;
  let tenantId: TenantId;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let provides: { status: number; body: string };

  before(async function () {
    this.timeout(60_000);
    keys = await generateKeyPair('RS256');
    provides = { status: 200, body: JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] }) };
    provider = createServer((_request, response) => response.writeHead(provides.status, { 'Content-Type': 'application/json' }).end(provides.body));
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    service = await TestService.start({ JWT_JWKS_URL: jwksUrl() });
    tenantId = await service.addTenant();
  });
  after(async () => {
    await service.stop();
    provider.close();
    provider.closeAllConnections();
  });

  const jwksUrl = (): string => `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
  const claims = (change: JWTPayload = {}): JWTPayload => ({
    sub: 'auth0|not-a-uuid', tenant_id: tenantId, role: 'ADMIN', iss: 'fleetbridge', aud: 'fleetbridge-api', exp: Math.floor(Date.now() / 1000) + 600, ...change,
  });
  const rs256 = (change?: JWTPayload): Promise<string> =>
    new SignJWT(claims(change)).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(keys.privateKey);
  const me = (token: string, at = service): Promise<Answer> => at.ask('GET', '/auth/me', { headers: { Authorization: `Bearer ${token}` } });

  it('there is no local login, refresh or password: 404 local-login-disabled', async () => {
    for (const [path, body] of [['/auth/login', { email: 'a@example.com', password: 'x' }], ['/auth/refresh', { refresh_token: 'x' }]] as const) {
      expect((await service.ask('POST', path, { body })).body, path).to.include({ status: 404, code: 'local-login-disabled' });
    }
    const headers = { Authorization: `Bearer ${await rs256()}` };
    expect((await service.ask('POST', '/auth/password', { headers, body: { current: 'x', new: 'long enough!' } })).body).to.include({ code: 'local-login-disabled' });
  });

  it('an RS256 token works although its sub is no local user, and what it does is told of that sub', async () => {
    const token = await rs256({ email: 'ann@example.com' });
    expect((await me(token)).body).to.include({ id: 'auth0|not-a-uuid', email: 'ann@example.com', role: 'ADMIN', name: null });
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'one' };
    const body = { email: 'new@example.com', password: 'long enough!', role: 'DRIVER' };
    expect((await service.ask('POST', '/api/v1/users', { headers, body })).status).to.equal(201);
    expect((await service.ask('GET', '/api/v1/audit', { headers })).items[0]).to.include({ actor_id: 'auth0|not-a-uuid', action: 'user.created' });
    expect((await service.ask('POST', '/auth/logout', { headers })).status).to.equal(204);
  });

  it('HS256 is refused, under our own secret and under the published key as a secret', async () => {
    const ours = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(HMAC);
    const confused = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new TextEncoder().encode(provides.body));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`;
    for (const token of [ours, confused, none]) {
      const refused = await me(token);
      expect(refused.body).to.include({ status: 401, code: 'unauthenticated' });
      expect(refused.headers.get('WWW-Authenticate')).to.match(/^Bearer /);
    }
  });

  const past = Math.floor(Date.now() / 1000) - 40;
  const refused: readonly (readonly [string, JWTPayload])[] = [
    ['another issuer', { iss: 'somebody' }],
    ['another audience', { aud: 'another-api' }],
    ['a time that has passed by 40 s', { exp: past }],
    ['a time that comes in an hour', { nbf: past + 3640 }],
    ['a tenant that does not exist', { tenant_id: '00000000-0000-4000-8000-000000000000' }],
    ['a tenant that is no UUID', { tenant_id: 'Demo' }],
    ['an unknown role', { role: 'ROOT' }],
    ['no sub', { sub: '' }],
    ['a sub with NUL', { sub: 'a\0b' }],
  ];
  for (const [what, change] of refused) {
    it(`401 for a well-signed token with ${what}`, async () => {
      expect((await me(await rs256(change))).body).to.include({ status: 401, code: 'unauthenticated' });
    });
  }

  it('tolerates 30 s: a token that ended 20 s ago still works', async () => {
    expect((await me(await rs256({ exp: Math.floor(Date.now() / 1000) - 20 }))).status).to.equal(200);
  });

  for (const [what, answer] of [['an error page', { status: 500, body: 'oops' }], ['no JSON', { status: 200, body: '<html>' }], ['no keys', { status: 200, body: '{}' }]] as const) {
    it(`503, not 401, while the provider answers with ${what}; then the token works`, async () => {
      const replica = await TestService.beside(service, { JWT_JWKS_URL: jwksUrl() });
      const before = provides;
      try {
        provides = answer;
        const away = await me(await rs256(), replica);
        expect(away.body).to.include({ status: 503, code: 'identity-provider-unavailable' });
        expect(away.headers.get('Retry-After')).to.equal('5');
        provides = before;
        expect((await me(await rs256(), replica)).status).to.equal(200);
      } finally {
        provides = before;
        await replica.stop();
      }
    });
  }
});
