import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { TenantId } from '../../src/domain/shared/identifiers.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

describe('The wall between tenants over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  let owner: TestPerson;
  let there: TestPerson;
  let here: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    owner = await service.addPerson(await service.addTenant('Operator'), 'SUPER_ADMIN');
  });
  beforeEach(async () => {
    here = await service.addPerson(await service.addTenant(), 'ADMIN');
    there = await service.addPerson(await service.addTenant(), 'ADMIN');
  });
  after(() => service.stop());

  const withoutIds = ({ status, body }: Answer): unknown => ({ status, body: { ...body, request_id: '', instance: '' } });

  it('an integration of another tenant in a body is like one that does not exist', async () => {
    const foreign = await connectVendor(service, there);
    await service.ask('POST', '/api/v1/drivers', { as: here, body: { driver_id: 'D0', name: 'Ann' } });
    for (const [method, path, base] of [['POST', '/api/v1/drivers', { driver_id: 'D9', name: 'Bob' }], ['PATCH', '/api/v1/drivers/D0', {}]] as const) {
      const link = (integrationId: string): Promise<Answer> =>
        service.ask(method, path, { as: here, body: { ...base, integration_id: integrationId, external_driver_id: 'D1' } });
      const answer = await link(foreign);
      expect(answer.body, method).to.include({ status: 404, code: 'integration-not-found' });
      expect(withoutIds(await link(randomUUID()))).to.deep.equal(withoutIds(answer));
    }
  });

  it('lists show the rows of one tenant: users, audit, integrations, drivers, hours', async () => {
    for (const person of [here, there]) {
      await service.ask('POST', `/api/v1/integrations/${await connectVendor(service, person)}/sync`, { as: person });
    }
    for (const path of ['users', 'integrations', 'drivers', 'drivers/hos']) {
      const mine = await service.ask('GET', `/api/v1/${path}`, { as: here });
      expect(mine.items, path).to.have.length(1);
      expect(mine.headers.get('X-Total-Count'), path).to.equal('1');
    }
    const audit = (await service.ask('GET', '/api/v1/audit', { as: here })).items;
    expect(audit.map((entry) => entry['actor_id'])).to.deep.equal([here.userId]);
  });

  it('the same driver_id lives in two tenants without touching', async () => {
    for (const person of [here, there]) await service.ask('POST', '/api/v1/drivers', { as: person, body: { driver_id: 'D1', name: person.email } });
    await service.ask('PATCH', '/api/v1/drivers/D1', { as: here, body: { name: 'Renamed' } });
    expect((await service.ask('GET', '/api/v1/drivers/D1', { as: there })).body).to.include({ name: there.email });
  });

  it('what a SUPER_ADMIN makes under X-Tenant-Id is made there and told in its audit log', async () => {
    const made = async (path: string, body: object): Promise<Answer> => {
      const answer = await service.ask('POST', `/api/v1/${path}`, { as: owner, body, headers: { 'X-Tenant-Id': there.tenantId.toUpperCase() } });
      expect(answer.status, answer.text).to.equal(201);
      return answer;
    };
    await made('drivers', { driver_id: 'D7', name: 'Ann' });
    const integration = await made('integrations', { integration_type: 'HOS_ELD', vendor: 'MOCK_SAMSARA', display_name: 'ELD', credentials: { apiKey: 'a-good-key' } });
    const user = await made('users', { email: `${randomUUID()}@example.com`, password: 'long enough!', role: 'DRIVER' });
    const tenantsOf = async (table: string, column: string, id: unknown): Promise<unknown> =>
      (await service.rows(`select tenant_id from ${table} where ${column} = $1`, [id])).map((row) => row['tenant_id']);
    const expected: readonly TenantId[] = [there.tenantId];
    expect(await tenantsOf('driver', 'driver_id', 'D7')).to.deep.equal(expected);
    expect(await tenantsOf('integration', 'id', integration.body['id'])).to.deep.equal(expected);
    expect(await tenantsOf('app_user', 'id', user.body['id'])).to.deep.equal(expected);
    const audit = (await service.ask('GET', '/api/v1/audit', { as: there })).items;
    expect(audit.map(({ action }) => action)).to.deep.equal(['user.created', 'integration.created']);
    expect((await service.ask('GET', '/api/v1/drivers/D7', { as: owner })).status).to.equal(404);
  });

  it('a token’s own tenant may be named by anybody', async () => {
    const answer = await service.ask('GET', '/api/v1/users', { as: here, headers: { 'X-Tenant-Id': here.tenantId } });
    expect(answer.status).to.equal(200);
    expect(answer.items).to.have.length(1);
  });
});
