import { expect } from 'chai';
import { PROBLEMS } from '../../src/interfaces/http/problem-table.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor } from './scripted-drivers.js';

const MONITORING = 'a-monitoring-token-of-16';
const CONSOLE = 'https://console.example.com';

describe('Operating the service over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  let admin: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ METRICS_TOKEN: MONITORING, CORS_ORIGINS: CONSOLE });
    admin = await service.addPerson(await service.addTenant(), 'ADMIN');
  });
  after(() => service.stop());

  const metrics = (token?: string): Promise<Answer> =>
    service.ask('GET', '/metrics', token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } });

  it('is live and ready', async () => {
    expect((await service.ask('GET', '/health/live')).body).to.deep.equal({ status: 'live' });
    expect((await service.ask('GET', '/health/ready')).body).to.deep.equal({ status: 'ready', checks: { database: 'ok', migrations: 'ok' } });
  });

  it('gives metrics to administrators and to the monitoring token, to nobody else', async () => {
    const dispatcher = await service.addPerson(admin.tenantId, 'DISPATCHER');
    expect((await metrics()).body).to.include({ status: 401, code: 'unauthenticated' });
    expect((await metrics(`${MONITORING}x`)).status).to.equal(401);
    expect((await metrics(dispatcher.token)).body).to.include({ status: 403, code: 'forbidden' });
    expect((await metrics(admin.token)).status).to.equal(200);
    const page = await metrics(MONITORING);
    expect(page.status).to.equal(200);
    expect(page.headers.get('Content-Type')).to.match(/^text\/plain/);
  });

  it('counts reads, syncs and vendor requests under their names', async () => {
    const as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    const id = await connectVendor(service, as);
    await service.ask('POST', `/api/v1/integrations/${id}/sync`, { as });
    const [first] = (await service.ask('GET', '/api/v1/drivers?limit=1', { as })).items;
    await service.ask('GET', `/api/v1/drivers/${String(first?.['driver_id'])}/hos`, { as });
    const override = { hours_driven: 1, on_duty_time: 1, hours_since_break: 1, duty_status: 'DRIVING', reason: 'x' };
    await service.ask('PUT', `/api/v1/drivers/${String(first?.['driver_id'])}/hos/override`, { as, body: override });
    const { text } = await metrics(MONITORING);
    expect(text).to.match(/^hos_reads_total\{source="stored"\} 1$/m);
    expect(text).to.match(/^sync_runs_total\{status="success"\} 1$/m);
    expect(text).to.match(/^vendor_requests_total\{vendor="MOCK_SAMSARA",outcome="ok"\} [2-9]/m);
    expect(text).to.match(/^hos_overrides_active 1$/m);
    expect(text).to.match(/^hos_oldest_driver_age_seconds \d/m);
    expect(text).to.include('vendor_retries_total');
  });

  it('serves the document and a page that shows it, without a token and without inline scripts', async () => {
    const page = await service.ask('GET', '/docs');
    expect([page.status, page.headers.get('Content-Type')]).to.deep.equal([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('Content-Security-Policy')).to.include("script-src 'self'").and.not.include('upgrade-insecure-requests');
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).to.have.length(3);
    expect(page.text).to.not.match(/<script>[^<]/);
    for (const file of files) expect((await service.ask('GET', file)).status, file).to.equal(200);
    expect((await service.ask('GET', '/docs/start.js')).text).to.include('/openapi.json');
    expect((await service.ask('GET', '/openapi.json')).body).to.include({ openapi: '3.1.0' });
  });

  it(`explains each of the ${Object.keys(PROBLEMS).length} problem codes`, async () => {
    for (const [code, { status, title, explanation }] of Object.entries(PROBLEMS)) {
      expect((await service.ask('GET', `/problems/${code}`)).body).to.deep.equal({ code, status, title, explanation });
    }
    expect((await service.ask('GET', '/problems/no-such-code')).body).to.include({ status: 404, code: 'route-not-found' });
  });

  it('lets the console’s origin read the headers it needs, and no other origin', async () => {
    const from = (origin: string, method = 'GET'): Promise<Answer> =>
      service.ask(method, '/auth/me', { headers: { Origin: origin, 'Access-Control-Request-Method': 'PATCH' } });
    const answer = await from(CONSOLE);
    expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal(CONSOLE);
    const exposed = (answer.headers.get('Access-Control-Expose-Headers') ?? '').split(',');
    expect(exposed).to.include.members(['ETag', 'Link', 'Retry-After', 'X-Request-Id', 'X-Total-Count', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']);
    const preflight = await from(CONSOLE, 'OPTIONS');
    expect(preflight.status).to.equal(204);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).to.include('PATCH');
    const allowed = (preflight.headers.get('Access-Control-Allow-Headers') ?? '').split(',');
    expect(allowed).to.include.members(['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'X-Request-Id', 'X-Tenant-Id']);
    expect((await from('https://evil.example.com')).headers.get('Access-Control-Allow-Origin')).to.equal(null);
  });

  it('echoes a harmless X-Request-Id, makes one else, and logs it', async () => {
    const asked = async (id: string): Promise<string> =>
      (await service.ask('GET', '/nothing', { headers: { 'X-Request-Id': id } })).headers.get('X-Request-Id') ?? '';
    expect(await asked('abc-123_:.')).to.equal('abc-123_:.');
    for (const id of ['a b', 'x'.repeat(129), 'ä', '"', '']) expect(await asked(id), id).to.match(/^[0-9a-f-]{36}$/);
    const { body, headers } = await service.ask('GET', '/nothing');
    expect(body).to.include({ request_id: headers.get('X-Request-Id'), instance: `/requests/${headers.get('X-Request-Id') ?? ''}` });
    expect(service.logger.lines.map(({ fields }) => fields['requestId'])).to.include.members(['abc-123_:.', body['request_id']]);
  });

  it('sends security headers everywhere, lets nobody keep answers, and does not say what it is made of', async () => {
    for (const path of ['/health/live', '/api/v1/drivers', '/auth/me', '/nothing', '/openapi.json']) {
      const { headers } = await service.ask('GET', path, { as: admin });
      expect(headers.get('X-Content-Type-Options'), path).to.equal('nosniff');
      expect(headers.get('Content-Security-Policy'), path).to.equal("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('Referrer-Policy'), path).to.equal('no-referrer');
      expect(headers.get('Cache-Control'), path).to.equal('no-store');
      expect([headers.get('X-Powered-By'), headers.get('Server')], path).to.deep.equal([null, null]);
    }
  });

  it('404 for an unknown path, with or without a token; 405 with Allow for another method', async () => {
    for (const path of ['/', '/api', '/api/v1', '/api/v1/driver', '/api/v1/drivers/D1/hos/override/x', '/API/V2/drivers']) {
      expect((await service.ask('GET', path)).body, path).to.include({ status: 404, code: 'route-not-found' });
      expect((await service.ask('POST', path, { as: admin })).status, path).to.equal(404);
    }
    const known = [
      ['DELETE', '/api/v1/drivers', 'HEAD, GET, POST'], ['GET', '/auth/login', 'POST'], ['PUT', '/api/v1/users/1', 'HEAD, GET, PATCH, DELETE'],
      ['POST', '/openapi.json', 'HEAD, GET'], ['PATCH', '/docs', 'HEAD, GET'], ['OPTIONS', '/health/live', 'HEAD, GET'],
    ] as const;
    const strict = await TestService.beside(service);
    try {
      for (const [method, path, allow] of known) {
        const answer = await strict.ask(method, path, { as: admin });
        expect(answer.body, `${method} ${path}`).to.include({ status: 405, code: 'method-not-allowed' });
        expect(answer.headers.get('Allow'), `${method} ${path}`).to.equal(allow);
      }
    } finally {
      await strict.stop();
    }
  });

  it('HEAD is answered like GET, without the body', async () => {
    for (const path of ['/health/live', '/api/v1/drivers', '/api/v1/drivers/NOBODY', '/openapi.json', '/nothing']) {
      const [head, get] = [await service.ask('HEAD', path, { as: admin }), await service.ask('GET', path, { as: admin })];
      expect([head.status, head.text, head.headers.get('Content-Type')], path).to.deep.equal([get.status, '', get.headers.get('Content-Type')]);
    }
  });
});
