import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, vendorOf } from './scripted-drivers.js';

describe('Idempotency-Key', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;
  let keys = 0;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
  });
  after(() => service.stop());

  const newKey = (): string => `key-${(keys += 1)}`;
  const keyed = (method: string, path: string, key: string, body: unknown, person = as): Promise<Answer> =>
    service.ask(method, path, { as: person, body, headers: { 'Idempotency-Key': key } });
  const addDriver = (key: string, driverId: string, person = as): Promise<Answer> =>
    keyed('POST', '/api/v1/drivers', key, { driver_id: driverId, name: 'Ann' }, person);
  const drivers = async (): Promise<number> => (await service.ask('GET', '/api/v1/drivers', { as })).items.length;

  it('the same request twice is done once and answered the same, headers too', async () => {
    const body = { integration_type: 'HOS_ELD', vendor: 'MOCK_SAMSARA', display_name: 'Fleet', credentials: { apiKey: 'a-good-key-1' } };
    const key = newKey();
    const first = await keyed('POST', '/api/v1/integrations', key, body);
    const second = await keyed('POST', '/api/v1/integrations', key, body);
    expect([first.status, second.status]).to.deep.equal([201, 201]);
    expect(second.text).to.equal(first.text);
    for (const name of ['Location', 'ETag', 'Content-Type']) expect(second.headers.get(name), name).to.equal(first.headers.get(name));
    expect([first, second].map(({ headers }) => headers.get('Idempotent-Replayed'))).to.deep.equal([null, 'true']);
    expect((await service.ask('GET', '/api/v1/integrations', { as })).items).to.have.length(1);
  });

  it('a 4xx of the handler is replayed word for word, even when it would succeed now', async () => {
    await addDriver(newKey(), 'D1');
    const key = newKey();
    const first = await addDriver(key, 'D1');
    expect(first.body).to.include({ status: 409, code: 'driver-exists', request_id: first.headers.get('X-Request-Id') });
    await service.rows('delete from driver where tenant_id = $1', [as.tenantId]);
    const second = await addDriver(key, 'D1');
    expect([second.status, second.text, second.headers.get('Content-Type')]).to.deep.equal([409, first.text, 'application/problem+json']);
    expect(await drivers()).to.equal(0);
  });

  it('another body or another If-Match under the key is 422 and does nothing', async () => {
    const key = newKey();
    await addDriver(key, 'D1');
    expect((await addDriver(key, 'D2')).body).to.include({ status: 422, code: 'idempotency-key-reused' });
    expect(await drivers()).to.equal(1);
    const url = `/api/v1/integrations/${await connectVendor(service, as)}`;
    const patch = (etag: string): Promise<Answer> =>
      service.ask('PATCH', url, { as, body: { display_name: 'Moved' }, headers: { 'Idempotency-Key': key, 'If-Match': etag } });
    expect((await patch('"v1"')).status).to.equal(200);
    expect((await patch('"v2"')).body).to.include({ code: 'idempotency-key-reused' });
    expect((await patch('"v1"')).status).to.equal(200);
  });

  it('belongs to one tenant, user, method and path', async () => {
    const key = newKey();
    const colleague = await service.addPerson(as.tenantId, 'DISPATCHER');
    const stranger = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    expect((await addDriver(key, 'D1')).status).to.equal(201);
    expect((await addDriver(key, 'D2', colleague)).status).to.equal(201);
    expect((await addDriver(key, 'D1', stranger)).status).to.equal(201);
    expect((await keyed('PATCH', '/api/v1/drivers/D1', key, { name: 'Bob' })).body).to.include({ name: 'Bob' });
    expect((await keyed('PATCH', '/api/v1/drivers/D2', key, { name: 'Cid' })).body).to.include({ name: 'Cid' });
  });

  it('of 8 at once 1 is done; the others replay it or are told that it runs (409)', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => addDriver(key, 'D1')));
    const done = answers.filter(({ status }) => status === 201);
    const running = answers.filter(({ body }) => body['code'] === 'idempotency-key-running');
    expect(done.filter(({ headers }) => headers.get('Idempotent-Replayed') === null)).to.have.length(1);
    expect(done.length + running.length).to.equal(8);
    for (const { headers } of running) expect(headers.get('Retry-After')).to.equal('1');
    expect((await addDriver(key, 'D1')).status).to.equal(201);
    expect(await drivers()).to.equal(1);
  });

  it('a running one is 409 while the vendor is slow, and replayed when it has answered', async () => {
    const url = `/api/v1/integrations/${await connectVendor(service, as)}/test`;
    const key = newKey();
    const tests = (): number => vendorOf(service).stats()['/me'] ?? 0;
    const before = tests();
    vendorOf(service).faults.next({ kind: 'slow', path: '/me', delayMs: 1000 });
    const first = keyed('POST', url, key, undefined);
    while (tests() === before) await new Promise(setImmediate);
    expect((await keyed('POST', url, key, undefined)).body).to.include({ status: 409, code: 'idempotency-key-running' });
    const { text } = await first;
    expect((await keyed('POST', url, key, undefined)).text).to.equal(text);
    expect(tests()).to.equal(before + 1);
  });

  it('400, 401 and 403 free the key', async () => {
    const key = newKey();
    expect((await keyed('POST', '/api/v1/drivers', key, { driver_id: 'D1' })).status).to.equal(400);
    expect((await service.ask('POST', '/api/v1/drivers', { body: {}, headers: { 'Idempotency-Key': key } })).status).to.equal(401);
    expect((await addDriver(key, 'D1')).status).to.equal(201);
    const user = (role: string): object => ({ email: `${newKey()}@example.com`, password: 'long enough', role });
    const second = newKey();
    expect((await keyed('POST', '/api/v1/users', second, user('SUPER_ADMIN'))).status).to.equal(403);
    expect((await keyed('POST', '/api/v1/users', second, user('ADMIN'))).status).to.equal(201);
  });

  it('an answer of 429 or 5xx frees the key', async () => {
    const strict = await TestService.beside(service, { INTEGRATION_RATE_LIMIT_PER_MINUTE: '1' });
    try {
      const url = `/api/v1/integrations/${await connectVendor(service, as)}`;
      const key = newKey();
      const headers = { 'Idempotency-Key': key };
      expect((await strict.ask('PATCH', url, { as, body: { display_name: 'A' }, headers })).status).to.equal(429);
      expect((await keyed('PATCH', url, key, { display_name: 'B' })).body).to.include({ display_name: 'B' });
    } finally {
      await strict.stop();
    }
    const key = newKey();
    await service.rows('alter table driver add constraint nobody check (false) not valid');
    expect((await addDriver(key, 'D5')).body).to.include({ status: 500, type: 'about:blank' });
    await service.rows('alter table driver drop constraint nobody');
    expect((await addDriver(key, 'D5')).status).to.equal(201);
  });

  it('a key of 256 characters or with a blank is 400, of 255 it is fine', async () => {
    for (const key of ['x'.repeat(256), 'a b', 'ä']) {
      const refused = await addDriver(key, 'D1');
      expect(refused.body, key).to.include({ status: 400, code: 'validation-failed' });
      expect(refused.body['errors']).to.have.nested.property('[0].pointer', '#header/Idempotency-Key');
    }
    expect((await addDriver('x'.repeat(255), 'D1')).status).to.equal(201);
  });

  it('means nothing on /auth/*, GET and DELETE', async () => {
    const key = newKey();
    for (const [method, path] of [['GET', '/api/v1/drivers'], ['DELETE', '/api/v1/drivers/D1/hos/override'], ['POST', '/auth/logout']] as const) {
      await keyed(method, path, key, undefined);
    }
    expect(await service.rows('select key from idempotency_record where key = $1', [key])).to.deep.equal([]);
  });
});
