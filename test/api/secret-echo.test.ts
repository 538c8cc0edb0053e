import { inspect } from 'node:util';
import { expect } from 'chai';
import { TEST_PASSWORD, TestService } from '../support/test-service.js';
import type { CallOptions, Json, TestPerson } from '../support/test-service.js';
import { connectVendor, vendorOf } from './scripted-drivers.js';

const CANARY = 'CANARY-7c1f9e2d55aa';
const SHAPES: readonly (readonly [string, unknown])[] = [
  ['a text', CANARY],
  ['a text with a blank', `${CANARY} x`],
  ['a text with a line break', `${CANARY}\r\n`],
  ['a text that is too long', CANARY.repeat(150)],
  ['a list', [CANARY]],
  ['an object', { value: CANARY }],
  ['a text with NUL', `${CANARY}\0`],
];

describe('Secrets are never told', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', METRICS_TOKEN: `${CANARY}-metrics` });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
  });
  after(() => service.stop());

  /** Asks, and finds the canary neither in the answer nor in anything logged since the start. */
  async function quiet(method: string, path: string, options: CallOptions): Promise<number> {
    const answer = await service.ask(method, path, options);
    const place = `${method} ${path} ${JSON.stringify(options.body)}`;
    expect(answer.status, place).to.be.lessThan(500);
    expect(answer.text, place).to.not.include(CANARY);
    expect([...answer.headers].flat().join('\n'), place).to.not.include(CANARY);
    expect(inspect(service.logger.lines, { depth: 12, maxArrayLength: null, maxStringLength: null }), place).to.not.include(CANARY);
    return answer.status;
  }

  for (const [what, value] of SHAPES) {
    it(`passwords and tokens that are ${what}`, async () => {
      await quiet('POST', '/auth/login', { body: { email: as.email, password: value } });
      await quiet('POST', '/auth/login', { body: { email: value, password: value, extra: value } });
      await quiet('POST', '/auth/refresh', { body: { refresh_token: value } });
      await quiet('POST', '/auth/password', { as, body: { current: value, new: value } });
      await quiet('POST', '/auth/password', { as, body: { current: TEST_PASSWORD, new: 'short', old: value } });
      await quiet('POST', '/api/v1/users', { as, body: { email: 'not an e-mail', password: value, role: value } });
      await quiet('POST', '/api/v1/users', { as, body: { email: `${Math.random()}@example.com`, password: value, role: 'DRIVER' } });
      await quiet('PATCH', `/api/v1/users/${as.userId}`, { as, body: { password: value, unknown: value } });
    });

    it(`every credential field of every vendor that is ${what}`, async () => {
      const vendors = (await service.ask('GET', '/api/v1/integrations/vendors', { as })).items;
      const fields = vendors.flatMap((vendor) => (vendor['credential_fields'] as readonly Json[]).map((field) => [vendor, String(field['name'])] as const));
      expect(fields).to.have.length.greaterThan(2);
      for (const [{ id, integration_type }, name] of fields) {
        const base = { integration_type, vendor: id, display_name: 'ELD' };
        for (const body of [
          { ...base, credentials: { [name]: value } },
          { ...base, credentials: { [name]: value, unknown: value } },
          { ...base, credentials: { [name]: value }, config: { unknown: value } },
          { ...base, credentials: value },
          { ...base, credentials: { [name]: 'fine-fine-fine' }, apiKey: value },
        ]) await quiet('POST', '/api/v1/integrations', { as, body });
        await quiet('POST', '/api/v1/integrations/test', { as, body: { vendor: id === 'SAMSARA_ELD' ? 'NOBODY' : id, credentials: { [name]: value } } });
      }
    });
  }

  it('a body that breaks off behind a secret', async () => {
    for (const body of [`{"password":"${CANARY}"`, `{"password":"${CANARY}",}`, CANARY, `{"password":${CANARY}}`]) {
      expect(await quiet('POST', '/auth/login', { body })).to.equal(400);
    }
  });

  it('secrets in headers and in the query', async () => {
    await quiet('GET', '/auth/me', { headers: { Authorization: `Bearer ${CANARY}` } });
    await quiet('GET', '/auth/me', { headers: { Authorization: `Basic ${CANARY}` } });
    await quiet('GET', '/metrics', { headers: { Authorization: `Bearer ${CANARY}-metrics` } });
    await quiet('GET', '/metrics', { headers: { Authorization: `Bearer ${CANARY}-metricz` } });
    await quiet('GET', `/api/v1/drivers?limit=${CANARY}`, { as });
    await quiet('GET', `/auth/me?access_token=${CANARY}`, { as });
    await quiet('GET', '/auth/me', { as, headers: { 'X-Tenant-Id': CANARY } });
    await quiet('POST', '/api/v1/drivers', { as, body: {}, headers: { 'Idempotency-Key': `${CANARY} ${CANARY}` } });
  });

  it('the tenant’s Slack webhook, stored or refused', async () => {
    for (const [host, status] of [['hooks.slack.com', 200], ['hooks.slack.com.example.com', 422]] as const) {
      const body = { slack_webhook_url: `https://${host}/services/T0/B0/${CANARY}-end` };
      expect(await quiet('PUT', '/api/v1/alert-settings', { as, body }), host).to.equal(status);
    }
    for (const path of ['alert-settings', 'audit']) expect(await quiet('GET', `/api/v1/${path}`, { as }), path).to.equal(200);
    expect(await quiet('POST', '/api/v1/test/trigger-alert', { as, body: {} })).to.equal(200);
    expect(JSON.stringify(await service.rows('select * from alert_settings'))).to.not.include(CANARY);
  });

  it('a stored key whatever the vendor does: test, sync, live read, history, audit', async () => {
    const id = await connectVendor(service, as, `revoked-${CANARY}`);
    const url = `/api/v1/integrations/${id}`;
    await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: 'D1', name: 'Ann', integration_id: id, external_driver_id: '1' } });
    for (const kind of ['server-error', 'garbage', 'reset', 'redirect', 'html'] as const) {
      vendorOf(service).faults.next({ kind, count: 3 });
      for (const path of [`${url}/test`, `${url}/sync`]) await quiet('POST', path, { as });
      vendorOf(service).faults.clear();
    }
    for (const path of [url, `${url}/sync-history`, `${url}/health`, '/api/v1/integrations', '/api/v1/audit']) expect(await quiet('GET', path, { as }), path).to.equal(200);
    await service.ask('GET', '/api/v1/drivers/D1/hos', { as }).then(({ text }) => expect(text).to.not.include(CANARY));
    const [sealed] = await service.rows('select envelope from integration_credential where integration_id = $1', [id]);
    expect(sealed?.['envelope']).to.be.a('string').and.not.include(CANARY);
  });
});
