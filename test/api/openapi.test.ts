import { expect } from 'chai';
import { SystemTimer } from '../../src/infrastructure/runtime/system.js';
import { T } from '../../src/infrastructure/di/tokens.js';
import { allRoutes } from '../../src/routes.js';
import { TEST_PASSWORD, TestService } from '../support/test-service.js';
import type { Answer, CallOptions, TestPerson } from '../support/test-service.js';
import { DocumentedApi } from './api-document.js';
import type { ApiDocument, Operation } from './api-document.js';
import { connectPushing, signatureOf } from './pushed-webhooks.js';
import { scriptedDriver, vendorOf } from './scripted-drivers.js';
import { connectConditions, SimulatedConditions } from './simulated-conditions.js';
import { storeLoads } from './stored-loads.js';

const PATIENCE_MS = 25_000;
const SAMSARA = { integration_type: 'HOS_ELD', vendor: 'MOCK_SAMSARA', display_name: 'ELD', credentials: { apiKey: 'a-good-key-01' } };

/** When told so, waits for a manual sync a twentieth of a second instead of 25. */
class ImpatientTimer extends SystemTimer {
  impatient = false;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return super.sleep(this.impatient && milliseconds === PATIENCE_MS ? 50 : milliseconds, signal);
  }
}

describe('The OpenAPI document', function () {
  this.timeout(20_000);
  const timer = new ImpatientTimer();
  let vendors: SimulatedConditions;
  let service: TestService;
  let api: DocumentedApi;
  let owner: TestPerson;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    const settings = { ...vendors.settings, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' };
    service = await TestService.start(settings, (container) => void container.rebind(T.Timer).toConstantValue(timer));
    const { body } = await service.ask('GET', '/openapi.json');
    api = new DocumentedApi(body as ApiDocument);
    owner = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
  });
  after(async () => {
    await service.stop();
    await vendors.stop();
  });

  const operations = (): readonly (readonly [string, string, Operation])[] =>
    Object.entries(api.document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [method, path, operation] as const));

  /** Asks, and fails unless the answer is as the document says. */
  async function ask(method: string, path: string, options: CallOptions = { as: owner }): Promise<Answer> {
    const answer = await service.ask(method, path, options);
    expect(api.complaint(method, path, answer), `${method} ${path} ${answer.status}: ${answer.text.slice(0, 500)}`).to.equal(undefined);
    return answer;
  }
  const send = (method: string, path: string, body: unknown): Promise<Answer> => ask(method, path, { as: owner, body });

  it('is of version 3.1 and lists exactly the declared routes', () => {
    expect(api.document.openapi).to.match(/^3\.1\.\d+$/);
    expect(api.document['info']).to.include.keys('title', 'version');
    const declared = allRoutes(service.running.container).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(operations().map(([method, path]) => `${method} ${path}`).sort()).to.deep.equal([...declared].sort());
  });

  it('every operation has its own id, its path parameters, answers with a description, and a known security scheme', () => {
    const ids = operations().map(([, , operation]) => operation.operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const [method, path, operation] of operations()) {
      const place = `${method} ${path}`;
      expect(operation.summary, place).to.be.a('string').and.not.equal('');
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name), place).to.deep.equal([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const { required } of inPath) expect(required, place).to.equal(true);
      for (const { in: where } of operation.parameters) expect(where, place).to.be.oneOf(['path', 'query', 'header']);
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2')), place).to.equal(true);
      for (const { description } of Object.values(operation.responses)) expect(description, place).to.be.a('string').and.not.equal('');
      const schemes = (operation.security ?? []).flatMap((scheme) => Object.keys(scheme));
      expect(Object.keys(api.document.components.securitySchemes), place).to.include.members(schemes);
    }
  });

  it('every embedded schema is JSON Schema 2020-12', () => {
    const contents = operations().flatMap(([, , { requestBody, responses }]) => [requestBody?.content ?? {}, ...Object.values(responses).map(({ content }) => content ?? {})]);
    const schemas = [
      ...Object.values(api.document.components.schemas),
      ...operations().flatMap(([, , { parameters }]) => parameters.map(({ schema }) => schema)),
      ...contents.flatMap((content) => Object.values(content).map(({ schema }) => schema)),
    ];
    expect(schemas).to.have.length.greaterThan(100);
    for (const schema of schemas) expect(() => api.compile(schema), JSON.stringify(schema)).to.not.throw();
  });

  it('says at a query parameter what it means, where its name does not', () => {
    const parameters = operations().filter(([, path]) => path === '/api/v1/fuel-stations').flatMap(([, , operation]) => operation.parameters);
    const [latitude] = parameters.filter(({ name }) => name === 'latitude');
    expect(latitude).to.deep.include({ description: 'Degrees, north of the equator; south is negative', schema: { type: 'number', minimum: -90, maximum: 90 } });
  });

  it('describes the body of every route that reads one, and refuses unknown fields there', () => {
    const withBody = operations().filter(([, , { requestBody }]) => requestBody !== undefined && !('*/*' in requestBody.content));
    const bodies = withBody.map(([, , { requestBody }]) => requestBody?.content['application/json']?.schema);
    expect(bodies).to.have.length.greaterThan(10);
    for (const body of bodies) expect(body).to.include({ type: 'object', additionalProperties: false });
  });

  it('1 route takes bytes of whatever kind, and says so: the one for webhooks', () => {
    const open = operations().filter(([, , { requestBody }]) => requestBody !== undefined && '*/*' in requestBody.content);
    expect(open.map(([method, path]) => `${method} ${path}`)).to.deep.equal(['post /webhooks/{vendor}/{integrationId}']);
    expect(open[0]?.[2].security).to.equal(undefined);
    expect(JSON.stringify(api.document.paths['/api/v1/integrations/{id}']?.['get'])).to.include('below PUBLIC_URL');
  });

  it('a walk through every route is answered as the document says', async () => {
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('D2', { rules: false, word: '' }), scriptedDriver('D3', { clocks: false })]);
    await walkAccounts();
    await walkIntegrations();
    await walkAlerts();
    await walkWebhooks();
    await walkDrivers();
    await walkLoads();
    await walkConditions();
    const good = operations().flatMap(([method, path, { responses }]) =>
      Object.keys(responses).filter((status) => status.startsWith('2')).map((status) => `${method.toUpperCase()} ${path} ${status}`));
    expect([...api.checked].sort()).to.deep.equal([...good].sort());
  });

  async function walkAccounts(): Promise<void> {
    for (const path of ['/health/live', '/health/ready', '/problems/forbidden', '/problems/nothing', '/metrics', '/auth/me']) await ask('GET', path);
    const login = await ask('POST', '/auth/login', { body: { email: owner.email, password: TEST_PASSWORD } });
    await ask('POST', '/auth/login', { body: { email: owner.email, password: 'wrong' } });
    const renewed = await ask('POST', '/auth/refresh', { body: { refresh_token: login.body['refresh_token'] } });
    const as = { ...owner, token: String(renewed.body['access_token']) };
    await ask('POST', '/auth/password', { as, body: { current: TEST_PASSWORD, new: 'a new password' } });
    await ask('POST', '/auth/logout', { as });
    await ask('GET', '/auth/me', { as });
    const tenant = await send('POST', '/api/v1/tenants', { name: 'New' });
    await send('PATCH', `/api/v1/tenants/${String(tenant.body['id'])}`, { name: 'Renamed' });
    await ask('GET', `/api/v1/tenants/${String(tenant.body['id'])}`);
    await ask('GET', '/api/v1/tenants?limit=1');
    const user = await send('POST', '/api/v1/users', { email: 'a@example.com', password: 'long enough!', role: 'DRIVER', driver_id: 'D1' });
    await send('POST', '/api/v1/users', { email: 'a', role: 'KING', extra: 1 });
    await send('PATCH', `/api/v1/users/${String(user.body['id'])}`, { name: 'Ann', permissions: ['Read'] });
    await ask('GET', `/api/v1/users/${String(user.body['id'])}`);
    await ask('GET', '/api/v1/users');
    await ask('DELETE', `/api/v1/users/${String(user.body['id'])}`);
    await ask('GET', '/api/v1/audit');
  }

  async function walkIntegrations(): Promise<void> {
    const base = '/api/v1/integrations';
    await ask('GET', `${base}/vendors`);
    const { body } = await send('POST', base, SAMSARA);
    const url = `${base}/${String(body['id'])}`;
    await send('POST', base, SAMSARA);
    await send('POST', base, { ...SAMSARA, credentials: {} });
    await send('POST', `${base}/test`, { vendor: SAMSARA.vendor, credentials: { apiKey: 'revoked' } });
    await ask('GET', `${url}/health`);
    await ask('GET', `${url}/sync-history/stats`);
    for (const path of ['/test', '/sync']) await ask('POST', url + path);
    vendorOf(service).faults.next({ kind: 'server-error', count: 9 });
    expect((await ask('POST', `${url}/sync`)).body).to.include({ status: 'failed' });
    vendorOf(service).faults.clear();
    vendorOf(service).faults.next({ kind: 'slow', delayMs: 300 });
    timer.impatient = true;
    expect((await ask('POST', `${url}/sync`)).status).to.equal(202);
    timer.impatient = false;
    await ask('POST', `${url}/sync`);
    for (const path of ['', '/health', '/sync-history', '/sync-history/stats']) await ask('GET', url + path);
    await send('PATCH', url, { display_name: 'Renamed', config: {} });
    await ask('PATCH', url, { as: owner, body: { display_name: 'Again' }, headers: { 'If-Match': '"v1"' } });
    await ask('GET', base);
    await ask('GET', '/api/v1/monitoring/circuits');
  }

  async function walkAlerts(): Promise<void> {
    const { items } = await ask('GET', '/api/v1/integrations');
    const url = `/api/v1/integrations/${String(items[0]?.['id'])}`;
    await send('PATCH', url, { credentials: { apiKey: 'revoked-key-1' } });
    await ask('POST', `${url}/sync`);
    const alert = `/api/v1/alerts/${String((await ask('GET', '/api/v1/alerts?status=open')).items[0]?.['id'])}`;
    await ask('GET', alert);
    await ask('POST', `${alert}/acknowledge`);
    await ask('GET', alert);
    await send('PATCH', url, { credentials: { apiKey: 'a-good-key-01' } });
    await ask('POST', `${url}/sync`);
    await ask('GET', '/api/v1/alerts');
    await ask('GET', '/api/v1/alert-settings');
    await send('PUT', '/api/v1/alert-settings', { emails: ['a@example.com'], slack_webhook_url: 'https://hooks.slack.com/services/T0/B0/abcdefgh' });
    await ask('GET', '/api/v1/alert-settings');
    await send('PUT', '/api/v1/alert-settings', { slack_webhook_url: null });
    await send('POST', '/api/v1/test/trigger-alert', { severity: 'CRITICAL' });
  }

  async function walkWebhooks(): Promise<void> {
    const id = await connectPushing(service, owner, 'MOTIVE_ELD');
    const body = '["vehicle_location_updated"]';
    for (const headers of [signatureOf('MOTIVE_ELD', body), {}]) await ask('POST', `/webhooks/MOTIVE_ELD/${id}`, { body, headers });
    for (const path of [`/api/v1/integrations/${id}`, '/api/v1/integrations']) await ask('GET', path);
    await ask('DELETE', `/api/v1/integrations/${id}`);
  }

  async function walkDrivers(): Promise<void> {
    const override = { hours_driven: 1, on_duty_time: 2, hours_since_break: 1, duty_status: 'DRIVING', reason: 'Paper log' };
    await send('POST', '/api/v1/drivers', { driver_id: 'HAND', name: 'Ann' });
    await send('PATCH', '/api/v1/drivers/HAND', { name: 'Bob', is_active: false });
    await ask('GET', '/api/v1/drivers/HAND');
    for (const driver of ['D1', 'D2', 'D3', 'HAND', 'NOBODY']) await ask('GET', `/api/v1/drivers/${driver}/hos`);
    await send('PUT', '/api/v1/drivers/D1/hos/override', override);
    await send('PUT', '/api/v1/drivers/D2/hos/override', override);
    for (const path of ['/api/v1/drivers', '/api/v1/drivers/hos', '/api/v1/drivers/D1/hos', '/api/v1/drivers?limit=0']) await ask('GET', path);
    await ask('DELETE', '/api/v1/drivers/D1/hos/override');
    const { items } = await ask('GET', '/api/v1/integrations');
    await ask('DELETE', `/api/v1/integrations/${String(items[0]?.['id'])}`);
  }

  async function walkConditions(): Promise<void> {
    const waypoints = [{ latitude: 33.44, longitude: -112.19, name: 'Phoenix' }, { latitude: 0, longitude: 0 }];
    const [fuel, weather] = ['/api/v1/fuel-stations?latitude=33.44&longitude=-112.19', '/api/v1/weather?latitude=0&longitude=0'];
    const briefing = { driver_id: 'HAND', waypoints, average_speed_mph: 60 };
    const everything = async (): Promise<void> => {
      for (const path of [fuel, weather, '/api/v1/weather?latitude=91']) await ask('GET', path);
      await send('POST', '/api/v1/weather/route', { waypoints: waypoints.map(({ latitude, longitude }) => ({ latitude, longitude })) });
      for (const body of [briefing, { ...briefing, driver_id: 'D1' }, { ...briefing, driver_id: 'NOBODY' }]) await send('POST', '/api/v1/route-briefings', body);
    };
    await everything();
    for (const vendor of ['EIA_FUEL', 'OPENWEATHER'] as const) await connectConditions(service, owner, vendor);
    await ask('GET', fuel);
    await connectConditions(service, owner, 'FUELFINDER_FUEL');
    // One waypoint with weather and one without.
    await ask('GET', weather);
    vendors.weather.faults.set({ kind: 'server-error', status: 404 });
    await everything();
    vendors.weather.faults.clear();
    await everything();
  }

  async function walkLoads(): Promise<void> {
    await ask('GET', '/api/v1/loads');
    await storeLoads(service, owner);
    for (const path of ['/api/v1/loads', '/api/v1/loads?status=all&limit=1', '/api/v1/loads/L1', '/api/v1/loads?status=x']) await ask('GET', path);
  }
});
