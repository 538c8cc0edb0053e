import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const WEBHOOK = 'https://hooks.slack.com/services/T000/B000/canarywebhook1234';
const SETTINGS = { emails: ['carla@example.com'], slack_webhook_url: null, failure_threshold: 5, window_minutes: 30, reminder_hours: 48 };

describe('Alerts over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant('Müller & Söhne'), 'ADMIN');
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  const get = (path: string, by = as): Promise<Answer> => service.ask('GET', `/api/v1${path}`, { as: by });
  const put = (body: unknown): Promise<Answer> => service.ask('PUT', '/api/v1/alert-settings', { as, body });

  /** An integration whose key was rejected, so that there is an incident. */
  async function rejected(by = as): Promise<{ readonly integrationId: string; readonly alertId: string }> {
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    const integrationId = await connectVendor(service, by);
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    await service.ask('POST', `/api/v1/integrations/${integrationId}/sync`, { as: by });
    const [alert] = (await get('/alerts', by)).items;
    return { integrationId, alertId: String(alert?.['id']) };
  }

  it('lists 1 incident, by status and in pages, and shows it with what became of its message', async () => {
    const { integrationId, alertId } = await rejected();
    const listed = await get('/alerts?status=open&limit=1');
    expect(listed.headers.get('X-Total-Count')).to.equal('1');
    expect(listed.items[0]).to.deep.include({ id: alertId, integration_id: integrationId, kind: 'credentials-rejected', severity: 'CRITICAL', status: 'open', occurrences: 1, resolved_at: null, acknowledged_by: null });
    for (const status of ['acknowledged', 'resolved']) expect((await get(`/alerts?status=${status}`)).items, status).to.deep.equal([]);
    expect((await get('/alerts?status=over')).body).to.include({ status: 400 });
    const { body } = await get(`/alerts/${alertId}`);
    const [delivery, ...more] = body['deliveries'] as readonly Json[];
    expect(delivery).to.deep.include({ occasion: 'opened', channel: 'email', recipient: as.email, status: 'pending', attempts: 0, last_error: null, sent_at: null });
    expect(more).to.deep.equal([]);
  });

  it('acknowledging keeps who did it first, and moves it from open to acknowledged', async () => {
    const { alertId } = await rejected();
    const path = `/api/v1/alerts/${alertId}/acknowledge`;
    const first = await service.ask('POST', path, { as });
    expect(first.body).to.include({ status: 'acknowledged', acknowledged_by: as.email });
    const second = await service.ask('POST', path, { as: await service.addPerson(as.tenantId, 'ADMIN') });
    expect(second.body).to.deep.equal(first.body);
    expect([(await get('/alerts?status=open')).items, (await get('/alerts?status=acknowledged')).items]).to.deep.equal([[], [first.body]]);
    expect((await get('/audit')).items.map(({ action }) => action)).to.include('alert.acknowledged');
  });

  it('another tenant’s alert is 404, with the same body as one that never was', async () => {
    const { alertId } = await rejected();
    const stranger = await service.addPerson(await service.addTenant(), 'ADMIN');
    const plain = ({ instance: _instance, request_id: _id, ...body }: Json): Json => body;
    for (const [method, path] of [['GET', ''], ['POST', '/acknowledge']] as const) {
      const foreign = await service.ask(method, `/api/v1/alerts/${alertId}${path}`, { as: stranger });
      const none = await service.ask(method, `/api/v1/alerts/${randomUUID()}${path}`, { as: stranger });
      expect(foreign.body).to.include({ status: 404, code: 'alert-not-found' });
      expect(plain(foreign.body)).to.deep.equal(plain(none.body));
    }
    expect((await get('/alerts', stranger)).items).to.deep.equal([]);
    expect((await get(`/alerts/${alertId}`)).body).to.include({ acknowledged_at: null });
  });

  it('a dispatcher reads alerts and neither acknowledges nor sees settings; a driver nothing: 403', async () => {
    const { alertId } = await rejected();
    const dispatcher = await service.addPerson(as.tenantId, 'DISPATCHER');
    const driver = await service.addPerson(as.tenantId, 'DRIVER', 'D1');
    expect([(await get('/alerts', dispatcher)).status, (await get(`/alerts/${alertId}`, dispatcher)).status]).to.deep.equal([200, 200]);
    const refused = [
      await service.ask('POST', `/api/v1/alerts/${alertId}/acknowledge`, { as: dispatcher }),
      await get('/alert-settings', dispatcher),
      await service.ask('POST', '/api/v1/test/trigger-alert', { as: dispatcher, body: {} }),
      await get('/monitoring/circuits', dispatcher),
      await get('/alerts', driver),
    ];
    expect(refused.map(({ status }) => status)).to.deep.equal([403, 403, 403, 403, 403]);
  });

  it('settings are 3 failures, 60 minutes and 24 hours until somebody puts others', async () => {
    expect((await get('/alert-settings')).body).to.deep.equal({ emails: [], slack_webhook_url: null, failure_threshold: 3, window_minutes: 60, reminder_hours: 24 });
    expect((await put(SETTINGS)).body).to.deep.equal(SETTINGS);
    expect((await get('/alert-settings')).body).to.deep.equal(SETTINGS);
  });

  it('a Slack webhook is never shown but for its last 4 characters, and its masked form keeps it', async () => {
    const masked = { ...SETTINGS, slack_webhook_url: '••••1234' };
    const answers = [await put({ ...SETTINGS, slack_webhook_url: WEBHOOK }), await put(masked), await get('/alert-settings'), await get('/audit')];
    expect(answers.slice(0, 3).map(({ body }) => body)).to.deep.equal([masked, masked, masked]);
    for (const { text } of answers) expect(text).to.not.include('canary');
    const [row] = await service.rows('select slack_envelope from alert_settings where tenant_id = $1', [as.tenantId]);
    expect(row?.['slack_envelope']).to.match(/^v1\./).and.to.not.include('canary');
    expect((await put(SETTINGS)).body).to.deep.equal(SETTINGS);
    expect(JSON.stringify(service.logger.lines)).to.not.include('canarywebhook');
  });

  for (const url of ['https://evil.example/canary-hook', 'http://hooks.slack.com/services/canary', 'https://hooks.slack.com.evil.example/canary', 'https://hooks.slack.com@evil.example/canary', 'canary']) {
    it(`422 for a webhook that is not Slack’s, without repeating it: ${url}`, async () => {
      await put({ ...SETTINGS, slack_webhook_url: WEBHOOK });
      const refused = await put({ ...SETTINGS, slack_webhook_url: url });
      expect(refused.body).to.include({ status: 422, code: 'invalid-slack-webhook' });
      expect((refused.body['errors'] as readonly Json[])[0]).to.include({ pointer: '/slack_webhook_url' });
      expect(refused.text).to.not.include('canary').and.not.include('evil');
      expect((await get('/alert-settings')).body).to.include({ slack_webhook_url: '••••1234' });
    });
  }

  const impossible: readonly (readonly [string, object])[] = [
    ['no address', { emails: ['not an address'] }],
    ['2 addresses in one', { emails: ['a@example.com, b@example.com'] }],
    ['a line break', { emails: ['a@example.com\r\nBcc: b@example.com'] }],
    ['the same address twice', { emails: ['a@example.com', 'a@example.com'] }],
    ['51 addresses', { emails: Array.from({ length: 51 }, (_, index) => `p${index}@example.com`) }],
    ['threshold 0', { failure_threshold: 0 }],
    ['a reminder every hour', { reminder_hours: 1 }],
    ['an unknown field', { slack: true }],
  ];
  for (const [what, change] of impossible) {
    it(`400 for settings with ${what}`, async () => expect((await put({ ...SETTINGS, ...change })).status).to.equal(400));
  }

  it('a test alert without SMTP answers not-configured for each of 2 addresses', async () => {
    await put(SETTINGS);
    const { status, body } = await service.ask('POST', '/api/v1/test/trigger-alert', { as, body: { severity: 'WARNING' } });
    const result = { channel: 'email', result: 'not-configured', reason: null };
    expect([status, body]).to.deep.equal([200, { results: [{ ...result, recipient: as.email }, { ...result, recipient: 'carla@example.com' }] }]);
    expect((await service.ask('POST', '/api/v1/test/trigger-alert', { as, body: { severity: 'PANIC' } })).status).to.equal(400);
  });
});
