import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Role } from '../../src/domain/identity/role.js';
import { allRoutes } from '../../src/routes.js';
import { TestService } from '../support/test-service.js';
import type { Answer, CallOptions } from '../support/test-service.js';
import { ROLE_MATRIX } from './role-matrix-table.js';
import type { RouteRow, World } from './role-matrix-table.js';
import { scriptedDriver, vendorOf } from './scripted-drivers.js';
import { SimulatedConditions } from './simulated-conditions.js';

const ROLES: readonly Role[] = ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'];
const CALLERS = [...ROLES, 'no token', 'garbage token'] as const;
const ROWS = Object.entries(ROLE_MATRIX);
/** `/metrics` checks its own token and serves no tenant's data. */
const GUARDED = ROWS.filter(([name, { may }]) => may !== 'anyone' && name !== 'GET /metrics');
const WITH_IDS = ROWS.filter((row): row is [string, RouteRow & Required<Pick<RouteRow, 'idPath'>>] => row[1].idPath !== undefined);
const COMBINATIONS = ROWS.length * CALLERS.length + GUARDED.length * ROLES.length * 3 + WITH_IDS.length * ROLES.length;

const methodOf = (name: string): string => name.split(' ')[0] ?? '';
/** For requests that are refused before anybody looks at the ids in the path. */
const anyPathOf = (name: string): string => (name.split(' ')[1] ?? '').replace(':id', randomUUID()).replace(':driverId', 'D1');
/** Without what is different in every answer. */
const withoutIds = ({ status, body }: Answer): unknown => ({ status, body: { ...body, request_id: '', instance: '' } });
const mayDo = ({ may }: RouteRow, role: Role): boolean => may === 'anyone' || may.includes(role);

describe(`Who may do what: ${COMBINATIONS} combinations of route, role and tenant`, function () {
  this.timeout(30_000);
  let vendors: SimulatedConditions;
  let service: TestService;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    service = await TestService.start({ ...vendors.settings, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', TRUST_PROXY: 'true' });
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
  });
  after(async () => {
    await service.stop();
    await vendors.stop();
  });

  async function newWorld(driverOfPerson = 'D1'): Promise<World> {
    const tenantId = await service.addTenant();
    const [DRIVER, DISPATCHER, ADMIN, SUPER_ADMIN] = await Promise.all([
      service.addPerson(tenantId, 'DRIVER', driverOfPerson),
      service.addPerson(tenantId, 'DISPATCHER'),
      service.addPerson(tenantId, 'ADMIN'),
      service.addPerson(tenantId, 'SUPER_ADMIN'),
    ]);
    return { service, tenantId, people: { DRIVER, DISPATCHER, ADMIN, SUPER_ADMIN } };
  }

  const askIn = async (world: World, name: string, row: RouteRow, options: CallOptions): Promise<Answer> => {
    const { path, body, headers } = await row.request(world);
    return service.ask(methodOf(name), path, { ...options, headers: { ...options.headers, ...headers }, ...(body !== undefined && { body }) });
  };

  it(`has a row for each of the ${ROWS.length} routes, and for no other`, () => {
    const declared = allRoutes(service.running.container).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...declared].sort()).to.deep.equal(Object.keys(ROLE_MATRIX).sort());
  });

  describe('in the own tenant', () => {
    for (const [name, row] of ROWS) {
      it(`${name}: ${CALLERS.length} callers`, async () => {
        for (const caller of CALLERS) {
          const world = await newWorld();
          const headers = { 'X-Forwarded-For': '192.0.2.1', ...(caller === 'garbage token' && { Authorization: 'Bearer gar.ba.ge' }) };
          const isRole = caller !== 'no token' && caller !== 'garbage token';
          const answer = await askIn(world, name, row, { headers, ...(isRole && { as: world.people[caller] }) });
          const good = row.may === 'anyone' || (isRole && mayDo(row, caller));
          expect(answer.status, `${caller}: ${answer.text.slice(0, 300)}`).to.equal(good ? row.status : isRole ? 403 : 401);
          if (answer.status === 401) expect(answer.headers.get('WWW-Authenticate')).to.match(/^Bearer /);
          if (!good) expect(answer.body).to.include({ code: isRole ? 'forbidden' : 'unauthenticated' });
        }
      });
    }
  });

  describe('naming another tenant in X-Tenant-Id', () => {
    for (const [name, row] of GUARDED) {
      it(`${name}: ${ROLES.length} roles × existing, unknown, malformed`, async () => {
        const home = await newWorld();
        const there = await newWorld();
        const naming = (role: Role, tenant: string): Promise<Answer> =>
          service.ask(methodOf(name), anyPathOf(name), { as: home.people[role], headers: { 'X-Tenant-Id': tenant } });
        for (const role of ROLES.filter((other) => other !== 'SUPER_ADMIN')) {
          const existing = await naming(role, there.tenantId);
          const unknown = await naming(role, randomUUID());
          expect(existing.body, role).to.include({ status: 403, code: 'forbidden' });
          expect(withoutIds(unknown), role).to.deep.equal(withoutIds(existing));
          expect((await naming(role, 'Demo')).status, role).to.equal(mayDo(row, role) ? 400 : 403);
        }
        expect((await naming('SUPER_ADMIN', randomUUID())).body).to.include({ status: 404, code: 'tenant-not-found' });
        expect((await naming('SUPER_ADMIN', 'Demo')).body).to.include({ status: 400, code: 'validation-failed' });
        const worked = await askIn(there, name, row, { as: home.people.SUPER_ADMIN, headers: { 'X-Tenant-Id': there.tenantId } });
        expect(worked.status, worked.text.slice(0, 300)).to.equal(row.status);
      });
    }
  });

  describe('an id of another tenant is like one that does not exist', () => {
    for (const [name, row] of WITH_IDS) {
      it(`${name}: ${ROLES.length} roles`, async () => {
        const home = await newWorld('OWN');
        const there = await newWorld();
        const { path, body } = await row.request(there);
        const unknown = row.idPath(path.includes('/drivers/') ? 'NOBODY' : randomUUID());
        for (const role of ROLES) {
          const ask = (at: string): Promise<Answer> => service.ask(methodOf(name), at, { as: home.people[role], ...(body !== undefined && { body }) });
          const foreign = await ask(path);
          // A DRIVER may read no other driver's hours, known or not.
          expect(foreign.status, `${role}: ${foreign.text.slice(0, 300)}`).to.equal(mayDo(row, role) && role !== 'DRIVER' ? 404 : 403);
          expect(withoutIds(await ask(unknown)), role).to.deep.equal(withoutIds(foreign));
        }
      });
    }
  });
});
