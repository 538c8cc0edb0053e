import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/domain/identity/role.js';
import type { TenantId } from '../../src/domain/shared/identifiers.js';
import { TEST_PASSWORD } from '../support/test-service.js';
import type { TestPerson, TestService } from '../support/test-service.js';
import { connectPushing, signatureOf } from './pushed-webhooks.js';
import { connectVendor } from './scripted-drivers.js';
import { connectConditions } from './simulated-conditions.js';
import type { ConditionVendor } from './simulated-conditions.js';
import { storeLoads } from './stored-loads.js';

/** One tenant with somebody of each role, made for one request. */
export interface World {
  readonly service: TestService;
  readonly tenantId: TenantId;
  readonly people: Readonly<Record<Role, TestPerson>>;
}

export interface ValidRequest {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface RouteRow {
  /** Who may, by the product's rules; `anyone` needs no token. */
  readonly may: readonly Role[] | 'anyone';
  /** What a good request is answered with. */
  readonly status: number;
  readonly request: (world: World) => ValidRequest | Promise<ValidRequest>;
  /** The path with the id of something that belongs to one tenant; left out where there is none. */
  readonly idPath?: (id: string) => string;
}

const EVERYBODY: readonly Role[] = ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'];
const OFFICE: readonly Role[] = ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'];
const ADMINS: readonly Role[] = ['ADMIN', 'SUPER_ADMIN'];
const OWNER: readonly Role[] = ['SUPER_ADMIN'];

const API = '/api/v1';
const OVERRIDE = { hours_driven: 1, on_duty_time: 2, hours_since_break: 1, duty_status: 'DRIVING', reason: 'Paper log' };
const email = (): string => `${randomUUID()}@example.com`;

/** A path that needs nothing else. */
function plain(may: RouteRow['may'], path: string, status = 200, body?: () => unknown): RouteRow {
  return { may, status, request: () => ({ path, ...(body !== undefined && { body: body() }) }) };
}

/** Something about an integration of the tenant. */
function integration(path: string, status = 200, body?: unknown): RouteRow {
  const idPath = (id: string): string => `${API}/integrations/${id}${path}`;
  const request = async ({ service, people }: World): Promise<ValidRequest> => ({ path: idPath(await connectVendor(service, people.ADMIN)), body });
  return { may: OFFICE, status, request, idPath };
}

/** Something about the driver D1, who is linked to the simulated vendor and is also the person of role DRIVER. */
function driver(may: RouteRow['may'], path: string, status = 200, body?: unknown): RouteRow {
  const idPath = (id: string): string => `${API}/drivers/${id}${path}`;
  const request = async ({ service, people }: World): Promise<ValidRequest> => {
    const link = { integration_id: await connectVendor(service, people.ADMIN), external_driver_id: 'D1' };
    const { status: made } = await service.ask('POST', `${API}/drivers`, { as: people.ADMIN, body: { driver_id: 'D1', name: 'Ann', ...link } });
    if (made !== 201) throw new Error(`The driver could not be made: ${made}`);
    return { path: idPath('D1'), body };
  };
  return { may, status, request, idPath };
}

/** Something about the incident that a rejected key opens. */
function alert(may: RouteRow['may'], path: string): RouteRow {
  const idPath = (id: string): string => `${API}/alerts/${id}${path}`;
  const request = async ({ service, people }: World): Promise<ValidRequest> => {
    const as = people.ADMIN;
    await service.ask('POST', `${API}/integrations/${await connectVendor(service, as, 'revoked-key')}/sync`, { as });
    const { items } = await service.ask('GET', `${API}/alerts`, { as });
    return { path: idPath(String(items[0]?.['id'])) };
  };
  return { may, status: 200, request, idPath };
}

/** Something about loads of the tenant that were stored just now. */
function loads(path: string): RouteRow {
  const request = async ({ service, people }: World): Promise<ValidRequest> => {
    await storeLoads(service, people.ADMIN);
    return { path };
  };
  return { may: OFFICE, status: 200, request };
}

/** Something that a vendor of weather or fuel prices is asked. */
function conditions(path: string, vendor: ConditionVendor, body?: unknown): RouteRow {
  const request = async ({ service, people }: World): Promise<ValidRequest> => {
    await connectConditions(service, people.ADMIN, vendor);
    return { path, body };
  };
  return { may: OFFICE, status: 200, request };
}

/** A briefing for the driver D1. */
async function briefing({ service, people }: World): Promise<ValidRequest> {
  await service.ask('POST', `${API}/drivers`, { as: people.ADMIN, body: { driver_id: 'D1', name: 'Ann' } });
  return { path: `${API}/route-briefings`, body: { driver_id: 'D1', waypoints: WAYPOINTS } };
}

/** Something about a colleague. */
function user(path: string, status = 200, body?: unknown): RouteRow {
  const idPath = (id: string): string => `${API}/users/${id}${path}`;
  const request = async ({ service, tenantId }: World): Promise<ValidRequest> => ({ path: idPath((await service.addPerson(tenantId, 'DISPATCHER')).userId), body });
  return { may: ADMINS, status, request, idPath };
}

/** An event of a vendor, whose signature is the way in. */
async function webhook({ service, people }: World): Promise<ValidRequest> {
  const [id, body] = [await connectPushing(service, people.ADMIN, 'MOTIVE_ELD'), JSON.stringify(['set-up'])];
  return { path: `/webhooks/MOTIVE_ELD/${id}`, body, headers: signatureOf('MOTIVE_ELD', body) };
}

async function refreshToken({ service, people }: World): Promise<unknown> {
  const { body } = await service.ask('POST', '/auth/login', { body: { email: people.ADMIN.email, password: TEST_PASSWORD } });
  return body['refresh_token'];
}

const WAYPOINTS = [{ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 1 }];
const connection = { vendor: 'MOCK_SAMSARA', credentials: { apiKey: 'a-good-key' } };

/** Written by hand from what each role may do, not from the code that decides it. */
export const ROLE_MATRIX: Readonly<Record<string, RouteRow>> = {
  'GET /health/live': plain('anyone', '/health/live'),
  'GET /health/ready': plain('anyone', '/health/ready'),
  'GET /metrics': plain(ADMINS, '/metrics'),
  'GET /problems/:code': plain('anyone', '/problems/forbidden'),
  'POST /auth/login': { may: 'anyone', status: 200, request: ({ people }) => ({ path: '/auth/login', body: { email: people.ADMIN.email, password: TEST_PASSWORD } }) },
  'POST /auth/refresh': { may: 'anyone', status: 200, request: async (world) => ({ path: '/auth/refresh', body: { refresh_token: await refreshToken(world) } }) },
  'POST /auth/logout': plain(EVERYBODY, '/auth/logout', 204),
  'GET /auth/me': plain(EVERYBODY, '/auth/me'),
  'POST /auth/password': plain(EVERYBODY, '/auth/password', 204, () => ({ current: TEST_PASSWORD, new: 'a new password' })),
  [`POST ${API}/tenants`]: plain(OWNER, `${API}/tenants`, 201, () => ({ name: 'New' })),
  [`GET ${API}/tenants`]: plain(OWNER, `${API}/tenants`),
  [`GET ${API}/tenants/:id`]: { may: OWNER, status: 200, request: ({ tenantId }) => ({ path: `${API}/tenants/${tenantId}` }) },
  [`PATCH ${API}/tenants/:id`]: { may: OWNER, status: 200, request: ({ tenantId }) => ({ path: `${API}/tenants/${tenantId}`, body: { name: 'Renamed' } }) },
  [`POST ${API}/users`]: plain(ADMINS, `${API}/users`, 201, () => ({ email: email(), password: 'long enough!', role: 'DRIVER' })),
  [`GET ${API}/users`]: plain(ADMINS, `${API}/users`),
  [`GET ${API}/users/:id`]: user(''),
  [`PATCH ${API}/users/:id`]: user('', 200, { name: 'Renamed' }),
  [`DELETE ${API}/users/:id`]: user('', 204),
  [`GET ${API}/audit`]: plain(ADMINS, `${API}/audit`),
  [`GET ${API}/integrations`]: plain(OFFICE, `${API}/integrations`),
  [`GET ${API}/integrations/vendors`]: plain(OFFICE, `${API}/integrations/vendors`),
  [`POST ${API}/integrations`]: plain(OFFICE, `${API}/integrations`, 201, () => ({ ...connection, integration_type: 'HOS_ELD', display_name: 'ELD' })),
  [`POST ${API}/integrations/test`]: plain(OFFICE, `${API}/integrations/test`, 200, () => connection),
  [`GET ${API}/integrations/:id`]: integration(''),
  [`PATCH ${API}/integrations/:id`]: integration('', 200, { display_name: 'Renamed' }),
  [`DELETE ${API}/integrations/:id`]: integration('', 204),
  [`POST ${API}/integrations/:id/test`]: integration('/test'),
  [`POST ${API}/integrations/:id/sync`]: integration('/sync'),
  [`GET ${API}/integrations/:id/sync-history`]: integration('/sync-history'),
  [`GET ${API}/integrations/:id/sync-history/stats`]: integration('/sync-history/stats'),
  [`GET ${API}/integrations/:id/health`]: integration('/health'),
  'POST /webhooks/:vendor/:integrationId': { may: 'anyone', status: 200, request: webhook },
  [`GET ${API}/monitoring/circuits`]: plain(ADMINS, `${API}/monitoring/circuits`),
  [`GET ${API}/alerts`]: plain(OFFICE, `${API}/alerts`),
  [`GET ${API}/alerts/:id`]: alert(OFFICE, ''),
  [`POST ${API}/alerts/:id/acknowledge`]: alert(ADMINS, '/acknowledge'),
  [`GET ${API}/alert-settings`]: plain(ADMINS, `${API}/alert-settings`),
  [`PUT ${API}/alert-settings`]: plain(ADMINS, `${API}/alert-settings`, 200, () => ({ emails: ['a@example.com'] })),
  [`POST ${API}/test/trigger-alert`]: plain(ADMINS, `${API}/test/trigger-alert`, 200, () => ({ severity: 'WARNING' })),
  [`GET ${API}/drivers`]: plain(OFFICE, `${API}/drivers`),
  [`POST ${API}/drivers`]: plain(OFFICE, `${API}/drivers`, 201, () => ({ driver_id: 'NEW', name: 'Bob' })),
  [`GET ${API}/drivers/hos`]: plain(OFFICE, `${API}/drivers/hos`),
  [`GET ${API}/drivers/:driverId`]: driver(OFFICE, ''),
  [`PATCH ${API}/drivers/:driverId`]: driver(OFFICE, '', 200, { name: 'Renamed' }),
  [`GET ${API}/drivers/:driverId/hos`]: driver(EVERYBODY, '/hos'),
  [`PUT ${API}/drivers/:driverId/hos/override`]: driver(OFFICE, '/hos/override', 200, OVERRIDE),
  [`DELETE ${API}/drivers/:driverId/hos/override`]: driver(OFFICE, '/hos/override', 204),
  [`GET ${API}/fuel-stations`]: conditions(`${API}/fuel-stations?latitude=33.4&longitude=-112.2`, 'FUELFINDER_FUEL'),
  [`GET ${API}/weather`]: conditions(`${API}/weather?latitude=0&longitude=0`, 'OPENWEATHER'),
  [`POST ${API}/weather/route`]: conditions(`${API}/weather/route`, 'OPENWEATHER', { waypoints: WAYPOINTS }),
  [`POST ${API}/route-briefings`]: { may: OFFICE, status: 200, request: briefing },
  [`GET ${API}/loads`]: loads(`${API}/loads`),
  [`GET ${API}/loads/:loadId`]: loads(`${API}/loads/L1`),
};
