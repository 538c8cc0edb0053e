import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, vendorOf } from './scripted-drivers.js';

const BASE = '/api/v1/integrations';
const NEW = { integration_type: 'HOS_ELD', vendor: 'SAMSARA_ELD', display_name: 'Our ELD', credentials: { apiKey: 'samsara-key-9876' } };

describe('The life of an integration over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;
  let id: string;
  let url: string;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    id = await connectVendor(service, as);
    url = `${BASE}/${id}`;
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  it('is created as CONFIGURED, with its place, its version and masked credentials', async () => {
    const created = await service.ask('POST', BASE, { as, body: { ...NEW, config: { default_ruleset: 'US_PROPERTY_70_8' } } });
    expect(created.status).to.equal(201);
    expect(created.body).to.include({ status: 'CONFIGURED', enabled: true, vendor: 'SAMSARA_ELD', sync_interval_seconds: 300, last_success_at: null });
    expect(created.body['credentials']).to.deep.equal({ apiKey: '••••9876' });
    expect(created.body['config']).to.deep.equal({ default_ruleset: 'US_PROPERTY_70_8' });
    expect(created.headers.get('Location')).to.equal(`${BASE}/${String(created.body['id'])}`);
    expect(created.headers.get('ETag')).to.equal('"v1"');
    const read = await service.ask('GET', created.headers.get('Location') ?? '', { as });
    expect(read.body).to.deep.equal(created.body);
    const listed = await service.ask('GET', BASE, { as });
    expect(listed.headers.get('X-Total-Count')).to.equal('2');
    expect(listed.items[1]).to.deep.equal(created.body);
  });

  it('shows the last 4 characters of a secret from 12 on, of a shorter one none', async () => {
    for (const [apiKey, shown] of [['elevenchars', '••••'], ['twelve-chars', '••••hars']] as const) {
      const changed = await service.ask('PATCH', url, { as, body: { credentials: { apiKey } } });
      expect(changed.body['credentials'], apiKey).to.deep.equal({ apiKey: shown });
    }
  });

  const refused: readonly (readonly [string, object, string, readonly string[]])[] = [
    ['no credentials', { credentials: {} }, 'invalid-credentials', ['/credentials/apiKey']],
    ['two wrong fields', { credentials: { apiKey: 'with blank', other: 'x' } }, 'invalid-credentials', ['/credentials/other', '/credentials/apiKey']],
    ['an unknown ruleset', { config: { default_ruleset: 'MARS' } }, 'invalid-config', ['/config/default_ruleset']],
    ['a vendor nobody knows', { vendor: 'NOBODY_ELD' }, 'unknown-vendor', []],
    ['the wrong type', { integration_type: 'TMS' }, 'integration-type-mismatch', []],
  ];
  for (const [what, change, code, pointers] of refused) {
    it(`422 ${code} for ${what}, naming the fields`, async () => {
      const { status, body } = await service.ask('POST', BASE, { as, body: { ...NEW, ...change } });
      expect([status, body['code']]).to.deep.equal([422, code]);
      const errors = (body['errors'] ?? []) as readonly { pointer: string }[];
      expect(errors.map(({ pointer }) => pointer)).to.deep.equal(pointers);
    });
  }

  it('409 for a second enabled integration with the same vendor, not while the first is disabled', async () => {
    const second = { ...NEW, vendor: 'MOCK_SAMSARA' };
    expect((await service.ask('POST', BASE, { as, body: second })).body).to.include({ status: 409, code: 'integration-exists' });
    expect((await service.ask('PATCH', url, { as, body: { enabled: false } })).body).to.include({ status: 'DISABLED', next_sync_at: null });
    expect((await service.ask('POST', BASE, { as, body: second })).status).to.equal(201);
    expect((await service.ask('PATCH', url, { as, body: { enabled: true } })).body).to.include({ code: 'integration-exists' });
  });

  it('keeps the stored credential when the masked one comes back, and takes a new one', async () => {
    const sealed = async (): Promise<unknown> => (await service.rows('select envelope from integration_credential where integration_id = $1', [id]))[0]?.['envelope'];
    const read = await service.ask('GET', url, { as });
    const kept = await service.ask('PATCH', url, { as, body: { credentials: read.body['credentials'], display_name: 'Renamed' } });
    expect(kept.body).to.include({ display_name: 'Renamed' });
    expect(kept.body['credentials']).to.deep.equal(read.body['credentials']);
    expect((await service.ask('POST', `${url}/test`, { as })).body).to.include({ success: true });
    const before = await sealed();
    await service.ask('PATCH', url, { as, body: { credentials: { apiKey: 'another-good-key' } } });
    expect(await sealed()).to.be.a('string').and.not.equal(before);
  });

  it('412 for a version that has passed, 200 for the present one and for any', async () => {
    const patch = (etag: string): ReturnType<TestService['ask']> =>
      service.ask('PATCH', url, { as, body: { display_name: etag }, headers: { 'If-Match': etag } });
    expect((await patch('"v1"')).headers.get('ETag')).to.equal('"v2"');
    expect((await patch('"v1"')).body).to.include({ status: 412, code: 'stale-version' });
    expect((await patch('*')).status).to.equal(200);
    expect((await patch('W/"v3"')).body).to.include({ status: 400, code: 'malformed-request' });
    expect((await service.ask('GET', url, { as })).body).to.include({ display_name: '*' });
  });

  it('of 5 changes that race with the same version exactly 1 wins', async () => {
    const racing = Array.from({ length: 5 }, (_, runner) =>
      service.ask('PATCH', url, { as, body: { display_name: `Runner ${runner}` }, headers: { 'If-Match': '"v1"' } }));
    const statuses = (await Promise.all(racing)).map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([200, 412, 412, 412, 412]);
  });

  it('a test of a revoked key is an answer that sets ERROR; a good one sets ACTIVE', async () => {
    const status = async (): Promise<unknown> => (await service.ask('GET', url, { as })).body['status'];
    await service.ask('PATCH', url, { as, body: { credentials: { apiKey: 'revoked-key-000' } } });
    const failed = await service.ask('POST', `${url}/test`, { as });
    expect(failed.status).to.equal(200);
    expect(failed.body).to.include({ success: false, code: 'credentials' });
    expect(stepsOf(failed)).to.deep.equal(['dns', 'tls', 'reach', 'authentication']);
    expect(await status()).to.equal('ERROR');
    await service.ask('PATCH', url, { as, body: { credentials: { apiKey: 'good-key-00000' } } });
    const worked = await service.ask('POST', `${url}/test`, { as });
    expect(worked.body).to.include({ success: true, code: 'ok' });
    expect(stepsOf(worked)).to.deep.equal(['dns', 'tls', 'reach', 'authentication', 'drivers', 'hours of service', 'clock']);
    expect(await status()).to.equal('ACTIVE');
  });

  it('a test makes exactly 1 attempt', async () => {
    vendorOf(service).faults.set({ kind: 'server-error', path: '/me' });
    const before = vendorOf(service).stats()['/me'] ?? 0;
    expect((await service.ask('POST', `${url}/test`, { as })).body).to.include({ success: false, code: 'unavailable' });
    expect(vendorOf(service).stats()['/me']).to.equal(before + 1);
  });

  it('tries unsaved credentials and stores nothing', async () => {
    const count = (): ReturnType<TestService['rows']> => service.rows('select count(*) as n from integration_credential');
    const before = await count();
    const body = (apiKey: string): object => ({ vendor: 'MOCK_SAMSARA', credentials: { apiKey } });
    expect((await service.ask('POST', `${BASE}/test`, { as, body: body('good-key') })).body).to.include({ success: true });
    expect((await service.ask('POST', `${BASE}/test`, { as, body: body('revoked') })).body).to.include({ success: false, code: 'credentials' });
    expect(await count()).to.deep.equal(before);
    expect((await service.ask('GET', url, { as })).body).to.include({ status: 'CONFIGURED' });
  });

  it('is deleted: credentials are erased, drivers, hours and history stay readable', async () => {
    await service.ask('POST', `${url}/sync`, { as });
    const drivers = (await service.ask('GET', '/api/v1/drivers?limit=200', { as })).items;
    expect((await service.ask('DELETE', url, { as })).status).to.equal(204);
    expect(await service.rows('select field from integration_credential where integration_id = $1', [id])).to.deep.equal([]);
    expect((await service.ask('GET', url, { as })).body).to.include({ status: 404, code: 'integration-not-found' });
    expect((await service.ask('DELETE', url, { as })).status).to.equal(404);
    expect((await service.ask('GET', `${url}/sync-history`, { as })).items).to.have.length(1);
    expect((await service.ask('GET', `${url}/sync-history/stats`, { as })).body).to.include({ total_syncs: 1 });
    expect((await service.ask('GET', '/api/v1/drivers?limit=200', { as })).items.map((driver) => driver['driver_id']))
      .to.deep.equal(drivers.map((driver) => driver['driver_id'])).and.to.have.length.greaterThan(50);
    const hours = await service.ask('GET', `/api/v1/drivers/${String(drivers[0]?.['driver_id'])}/hos`, { as });
    expect(hours.status).to.equal(200);
    expect((await service.ask('POST', `${url}/sync`, { as })).status).to.equal(404);
  });

  it('is not there under an id that was never given out', async () => {
    expect((await service.ask('GET', `${BASE}/${randomUUID()}`, { as })).body).to.include({ code: 'integration-not-found' });
  });
});

function stepsOf({ body }: Answer): unknown {
  return (body['steps'] as readonly { readonly name: string }[]).map(({ name }) => name);
}
