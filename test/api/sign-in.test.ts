import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { TEST_PASSWORD, TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';

describe('Signing in', function () {
  this.timeout(20_000);
  let service: TestService;
  let person: TestPerson;
  let addresses = 0;
  let address: string;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ TRUST_PROXY: 'true' });
  });
  beforeEach(async () => {
    person = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    address = `192.0.2.${(addresses += 1)}`;
  });
  after(() => service.stop());

  const logIn = (email: string, password = TEST_PASSWORD, from = address): Promise<Answer> =>
    service.ask('POST', '/auth/login', { body: { email, password }, headers: { 'X-Forwarded-For': from } });
  const refresh = (token: unknown): Promise<Answer> => service.ask('POST', '/auth/refresh', { body: { refresh_token: token } });
  const withToken = (token: unknown, method = 'GET', path = '/auth/me', body?: unknown): Promise<Answer> =>
    service.ask(method, path, { headers: { Authorization: `Bearer ${String(token)}` }, ...(body !== undefined && { body }) });

  it('gives a token that says who one is, for 900 s', async () => {
    const { status, body, headers } = await logIn(person.email.toUpperCase());
    expect(status).to.equal(200);
    expect(body).to.have.all.keys('access_token', 'refresh_token', 'token_type', 'expires_in');
    expect(body).to.include({ token_type: 'Bearer', expires_in: 900 });
    expect(headers.get('Cache-Control')).to.equal('no-store');
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).to.include({ sub: person.userId, tenant_id: person.tenantId, role: 'DISPATCHER', iss: 'fleetbridge', aud: 'fleetbridge-api' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).to.equal(900);
    expect((await withToken(body['access_token'])).body).to.include({ id: person.userId, email: person.email, role: 'DISPATCHER' });
  });

  it('answers a wrong password and an unknown e-mail with the same 401', async () => {
    const parts = ({ status, body, headers }: Answer): unknown => {
      const { request_id, instance, ...rest } = body;
      expect(instance).to.equal(`/requests/${String(request_id)}`);
      return [status, rest, headers.get('WWW-Authenticate')];
    };
    const wrong = parts(await logIn(person.email, 'not the password'));
    expect(parts(await logIn('nobody@example.com', 'not the password'))).to.deep.equal(wrong);
    expect(wrong).to.have.nested.property('[0]', 401);
    expect(wrong).to.have.nested.property('[2]').that.matches(/^Bearer /);
  });

  it('refuses the 11th attempt after 10 failures, with Retry-After; other e-mails and addresses are still fine', async () => {
    const colleague = await service.addPerson(person.tenantId, 'ADMIN');
    for (let failure = 1; failure <= 10; failure += 1) expect((await logIn(person.email, 'wrong')).status, `failure ${failure}`).to.equal(401);
    const refused = await logIn(person.email);
    expect(refused.body).to.include({ status: 429, code: 'too-many-attempts' });
    expect(Number(refused.headers.get('Retry-After'))).to.be.within(880, 900);
    expect((await logIn(person.email.toUpperCase())).status).to.equal(429);
    expect((await logIn(colleague.email)).status).to.equal(200);
    expect((await logIn(person.email, TEST_PASSWORD, '198.51.100.1')).status).to.equal(200);
  });

  it('of 30 guesses at once 10 are looked at', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, guess) => logIn(person.email, `guess ${guess}`)));
    const statuses = guesses.map(({ status }) => status);
    expect([statuses.filter((status) => status === 401).length, statuses.filter((status) => status === 429).length]).to.deep.equal([10, 20]);
  });

  it('refuses an address after 50 failures, whatever the e-mail', async () => {
    const failures = Array.from({ length: 50 }, (_, index) => logIn(`nobody-${index}@example.com`, 'wrong'));
    expect(new Set((await Promise.all(failures)).map(({ status }) => status))).to.deep.equal(new Set([401]));
    expect((await logIn(person.email)).body).to.include({ code: 'too-many-attempts' });
    expect((await logIn(person.email, TEST_PASSWORD, '198.51.100.2')).status).to.equal(200);
  });

  it('success does not count: 12 logins in a row work', async () => {
    for (let login = 1; login <= 12; login += 1) expect((await logIn(person.email)).status, `login ${login}`).to.equal(200);
  });

  it('a refresh token works once; using it again ends the session', async () => {
    const first = (await logIn(person.email)).body;
    const second = await refresh(first['refresh_token']);
    expect(second.status).to.equal(200);
    expect(second.body['refresh_token']).to.not.equal(first['refresh_token']);
    expect((await withToken(second.body['access_token'])).status).to.equal(200);
    const reused = await refresh(first['refresh_token']);
    expect(reused.body).to.include({ status: 401, code: 'invalid-refresh-token' });
    expect(reused.headers.get('WWW-Authenticate')).to.match(/^Bearer /);
    expect((await refresh(second.body['refresh_token'])).status).to.equal(401);
    expect((await refresh('never-given-out')).status).to.equal(401);
  });

  it('of 5 refreshes at once at most 1 succeeds', async () => {
    const { body } = await logIn(person.email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(body['refresh_token'])));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    expect(answers.filter(({ status }) => status === 401)).to.have.length(4);
  });

  it('a session lasts 12 hours, refreshed or not', async () => {
    const { body } = await logIn(person.email);
    const remaining = 'select extract(epoch from expires_at - now()) / 3600 as hours from user_session where user_id = $1';
    expect(Number((await service.rows(remaining, [person.userId]))[0]?.['hours'])).to.be.within(11.9, 12);
    await service.rows(`update user_session set expires_at = now() - interval '1 second' where user_id = $1`, [person.userId]);
    expect((await refresh(body['refresh_token'])).status).to.equal(401);
  });

  it('logout makes the access token and the refresh token invalid at once', async () => {
    const { body } = await logIn(person.email);
    const other = (await logIn(person.email)).body;
    expect((await withToken(body['access_token'])).status).to.equal(200);
    expect((await withToken(body['access_token'], 'POST', '/auth/logout')).status).to.equal(204);
    expect((await withToken(body['access_token'])).body).to.include({ status: 401, code: 'unauthenticated' });
    expect((await refresh(body['refresh_token'])).status).to.equal(401);
    expect((await withToken(other['access_token'])).status).to.equal(200);
  });

  it('a new password needs the present one, has 10 characters, and ends the other sessions', async () => {
    const mine = (await logIn(person.email)).body;
    const other = (await logIn(person.email)).body;
    const change = (current: string, next: string): Promise<Answer> =>
      withToken(mine['access_token'], 'POST', '/auth/password', { current, new: next });
    expect((await change('wrong', 'a new password')).body).to.include({ status: 422, code: 'wrong-password' });
    expect((await change(TEST_PASSWORD, '9 letters')).status).to.equal(400);
    expect((await change(TEST_PASSWORD, 'a new password')).status).to.equal(204);
    expect((await logIn(person.email)).status).to.equal(401);
    expect((await logIn(person.email, 'a new password')).status).to.equal(200);
    expect((await refresh(other['refresh_token'])).status).to.equal(401);
    expect((await refresh(mine['refresh_token'])).status).to.equal(200);
  });
});
