import { expect } from 'chai';
import { TEST_PASSWORD, TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';

describe('Accounts', function () {
  this.timeout(20_000);
  let service: TestService;
  let admin: TestPerson;
  let owner: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start();
  });
  beforeEach(async () => {
    admin = await service.addPerson(await service.addTenant(), 'ADMIN');
    owner = await service.addPerson(await service.addTenant('Operator'), 'SUPER_ADMIN');
  });
  after(() => service.stop());

  const logIn = async (person: TestPerson): Promise<TestPerson> => {
    const { body } = await service.ask('POST', '/auth/login', { body: { email: person.email, password: TEST_PASSWORD } });
    return { ...person, token: String(body['access_token']) };
  };
  const me = (as: TestPerson): Promise<Answer> => service.ask('GET', '/auth/me', { as });
  const patchUser = (as: TestPerson, user: TestPerson, body: object): Promise<Answer> =>
    service.ask('PATCH', `/api/v1/users/${user.userId}`, { as, body });

  it('a user is made, read, changed and removed; the password is never told', async () => {
    const body = { email: 'New.Person@Example.com', name: 'New', password: 'long enough!', role: 'DRIVER', permissions: ['Read'], driver_id: 'D1' };
    const created = await service.ask('POST', '/api/v1/users', { as: admin, body });
    expect(created.status).to.equal(201);
    expect(created.body).to.include({ email: 'new.person@example.com', role: 'DRIVER', driver_id: 'D1', is_active: true });
    expect(created.text).to.not.match(/password|long enough/);
    expect((await service.ask('POST', '/api/v1/users', { as: admin, body })).body).to.include({ status: 409, code: 'email-taken' });
    const path = `/api/v1/users/${String(created.body['id'])}`;
    expect((await service.ask('GET', path, { as: admin })).body).to.deep.equal(created.body);
    expect((await service.ask('PATCH', path, { as: admin, body: { name: null, driver_id: null } })).body).to.include({ name: null, driver_id: null });
    expect((await service.ask('GET', '/api/v1/users', { as: admin })).items).to.have.length(2);
    expect((await service.ask('DELETE', path, { as: admin })).status).to.equal(204);
    expect((await service.ask('DELETE', path, { as: admin })).body).to.include({ status: 404, code: 'user-not-found' });
  });

  for (const change of [{ role: 'DRIVER' }, { permissions: ['Sync'] }, { driver_id: 'D9' }, { password: 'a new password' }, { is_active: false }]) {
    it(`changing ${Object.keys(change).join()} ends the person’s sessions at once`, async () => {
      const person = await logIn(await service.addPerson(admin.tenantId, 'DISPATCHER'));
      expect((await me(person)).status).to.equal(200);
      expect((await patchUser(admin, person, change)).status).to.equal(200);
      expect((await me(person)).body).to.include({ status: 401, code: 'unauthenticated' });
    });
  }

  it('changing a name leaves the sessions alone', async () => {
    const person = await logIn(await service.addPerson(admin.tenantId, 'DISPATCHER'));
    await patchUser(admin, person, { name: 'Renamed' });
    expect((await me(person)).body).to.include({ name: 'Renamed' });
  });

  it('30 requests of a person whose account is renamed meanwhile are all answered 200', async () => {
    const person = await logIn(await service.addPerson(admin.tenantId, 'DISPATCHER'));
    const requests = Array.from({ length: 30 }, async (_, index) => {
      if (index % 6 === 0) await patchUser(admin, person, { name: `Name ${index}` });
      return me(person);
    });
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses).to.deep.equal(statuses.map(() => 200));
  });

  it('a removed or deactivated person cannot log in or use a token', async () => {
    const removed = await service.addPerson(admin.tenantId, 'DISPATCHER');
    const resting = await service.addPerson(admin.tenantId, 'DISPATCHER');
    await me(removed);
    await service.ask('DELETE', `/api/v1/users/${removed.userId}`, { as: admin });
    await patchUser(admin, resting, { is_active: false });
    for (const person of [removed, resting]) {
      expect((await me(person)).status).to.equal(401);
      expect((await service.ask('POST', '/auth/login', { body: { email: person.email, password: TEST_PASSWORD } })).body).to.include({ code: 'invalid-login' });
    }
    await patchUser(admin, resting, { is_active: true });
    expect((await me(await logIn(resting))).status).to.equal(200);
  });

  it('people of a deactivated tenant cannot log in, refresh or use a token first seen afterwards', async () => {
    const { body } = await service.ask('POST', '/auth/login', { body: { email: admin.email, password: TEST_PASSWORD } });
    const path = `/api/v1/tenants/${admin.tenantId}`;
    expect((await service.ask('PATCH', path, { as: owner, body: { is_active: false } })).body).to.include({ is_active: false });
    expect((await me(admin)).status).to.equal(401);
    expect((await service.ask('POST', '/auth/refresh', { body: { refresh_token: body['refresh_token'] } })).status).to.equal(401);
    expect((await service.ask('POST', '/auth/login', { body: { email: admin.email, password: TEST_PASSWORD } })).status).to.equal(401);
  });

  it('nobody demotes, deactivates or removes the own account, nor switches off the own tenant', async () => {
    for (const body of [{ role: 'DISPATCHER' }, { is_active: false }]) {
      expect((await patchUser(admin, admin, body)).body, JSON.stringify(body)).to.include({ status: 422, code: 'own-account' });
    }
    expect((await service.ask('DELETE', `/api/v1/users/${admin.userId}`, { as: admin })).body).to.include({ code: 'own-account' });
    expect((await service.ask('PATCH', `/api/v1/tenants/${owner.tenantId}`, { as: owner, body: { is_active: false } })).body).to.include({ code: 'own-account' });
    expect((await me(admin)).status).to.equal(200);
  });

  it('an ADMIN neither makes nor touches a SUPER_ADMIN', async () => {
    const above = await service.addPerson(admin.tenantId, 'SUPER_ADMIN');
    const colleague = await service.addPerson(admin.tenantId, 'DISPATCHER');
    const body = { email: 'new@example.com', password: 'long enough!', role: 'SUPER_ADMIN' };
    expect((await service.ask('POST', '/api/v1/users', { as: admin, body })).body).to.include({ status: 403, code: 'forbidden' });
    expect((await patchUser(admin, colleague, { role: 'SUPER_ADMIN' })).status).to.equal(403);
    expect((await patchUser(admin, above, { password: 'taken over by us' })).status).to.equal(403);
    expect((await service.ask('DELETE', `/api/v1/users/${above.userId}`, { as: admin })).status).to.equal(403);
    expect((await service.ask('POST', '/api/v1/users', { as: { ...owner }, body })).status).to.equal(201);
  });

  it('a SUPER_ADMIN makes a tenant and its first administrator by naming it', async () => {
    const tenant = await service.ask('POST', '/api/v1/tenants', { as: owner, body: { name: 'New fleet' } });
    expect(tenant.status).to.equal(201);
    expect(tenant.body).to.include({ name: 'New fleet', is_active: true });
    const headers = { 'X-Tenant-Id': String(tenant.body['id']) };
    const body = { email: 'first@example.com', password: TEST_PASSWORD, role: 'ADMIN' };
    expect((await service.ask('POST', '/api/v1/users', { as: owner, body, headers })).status).to.equal(201);
    const session = await service.ask('POST', '/auth/login', { body: { email: body.email, password: body.password } });
    const first = { ...admin, token: String(session.body['access_token']) };
    expect((await me(first)).body).to.include({ tenant_id: tenant.body['id'], role: 'ADMIN' });
    const audit = await service.ask('GET', '/api/v1/audit', { as: owner, headers });
    expect(audit.items.map(({ action }) => action)).to.deep.equal(['user.created', 'tenant.created']);
  });
});
