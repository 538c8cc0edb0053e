import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { ManualClock } from '../support/doubles/manual-clock.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const LONG_TOKENS = { JWT_TTL_SECONDS: '86400', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', HOS_LIVE_READ_BUDGET_MS: '150' };

describe('The order in which a driver’s hours are read', function () {
  this.timeout(20_000);
  const clock = new ManualClock(new Date());
  let service: TestService;
  let as: TestPerson;
  let url: string;

  const hours = (driver = 'D1', person = as): Promise<Answer> => service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as: person });
  const vendorCalls = (): number => Object.values(vendorOf(service).stats()).reduce((sum, calls) => sum + calls, 0);
  const seconds = (count: number): void => clock.advance(count * 1000);

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start(LONG_TOKENS, (container) => void container.rebind(T.Clock).toConstantValue(clock));
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('COLD', { clocks: false })]);
    url = `/api/v1/integrations/${await connectVendor(service, as)}`;
    await service.ask('POST', `${url}/sync`, { as });
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  it('a snapshot of 299 s is served as stored, with 0 vendor calls', async () => {
    seconds(299);
    const calls = vendorCalls();
    const { status, body } = await hours();
    expect(status).to.equal(200);
    expect(body).to.include({ driver_id: 'D1', cached: true, stale: false, cache_age_seconds: 299, duty_status: 'DRIVING', duty_status_raw: 'driving' });
    expect(body).to.include({ hours_driven: 6, on_duty_time: 6, hours_since_break: 5, data_source: 'mock_samsara' });
    expect(body['remaining']).to.deep.equal({ drive_hours: 5, shift_hours: 8, cycle_hours: 40, until_break_hours: 3 });
    expect(body['safe_remaining']).to.deep.equal({ drive_hours: 4.9169, shift_hours: 7.9169, cycle_hours: 39.9169, until_break_hours: 2.9169 });
    expect(body['ruleset']).to.deep.equal({ code: 'US_PROPERTY_70_8', source: 'vendor' });
    expect(body).to.not.have.any.keys('warning', 'error', 'override');
    expect(vendorCalls()).to.equal(calls);
  });

  it('a snapshot of 300 s is fetched anew, stored, and stored for the next read', async () => {
    seconds(300);
    vendorOf(service).fleet.script([scriptedDriver('D1', { driveHours: 4, word: 'onDuty' })]);
    const calls = vendorCalls();
    expect((await hours()).body).to.include({ cached: false, stale: false, cache_age_seconds: 0, duty_status: 'ON_DUTY_NOT_DRIVING', hours_driven: 7 });
    expect((await hours()).body).to.include({ cached: true, stale: false, hours_driven: 7 });
    expect(vendorCalls()).to.equal(calls + 1);
  });

  it('when the vendor fails the old snapshot is served stale with the reason, and the failure is recorded', async () => {
    seconds(301);
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    const { status, body } = await hours();
    expect(status).to.equal(200);
    expect(body).to.include({ cached: true, stale: true, hours_driven: 6, cache_age_seconds: 301 });
    expect(body['error']).to.match(/rejected the API key/);
    expect(body).to.not.have.property('warning');
    const integration = (await service.ask('GET', url, { as })).body;
    expect(integration).to.include({ status: 'ERROR', last_error_message: body['error'] });
    expect(JSON.stringify(service.logger.lines)).to.include('hos.live-fetch-failed');
    vendorOf(service).faults.clear();
    expect((await hours()).body).to.include({ cached: false, stale: false });
    expect((await service.ask('GET', url, { as })).body).to.include({ status: 'ACTIVE' });
  });

  it('warns from 600 s on, not at 599 s', async () => {
    vendorOf(service).faults.set({ kind: 'server-error' });
    seconds(599);
    expect((await hours()).body).to.include({ stale: true }).and.not.have.property('warning');
    seconds(1);
    expect((await hours()).body['warning']).to.match(/10 minutes old/);
  });

  it('does not wait longer than the budget while a snapshot exists; the fetch goes on and stores its result', async () => {
    seconds(400);
    vendorOf(service).fleet.script([scriptedDriver('D1', { driveHours: 1 })]);
    vendorOf(service).faults.next({ kind: 'slow', delayMs: 900 });
    const startedAt = performance.now();
    const { body } = await hours();
    expect(performance.now() - startedAt).to.be.within(140, 850);
    expect(body).to.include({ stale: true, hours_driven: 6 });
    expect(body['error']).to.match(/longer than usual/);
    const board = async (): Promise<unknown> => (await service.ask('GET', '/api/v1/drivers/hos?search=D1', { as })).items[0]?.['hours_driven'];
    while ((await board()) !== 10) await new Promise((done) => setTimeout(done, 20));
    expect((await hours()).body).to.include({ cached: true, stale: false, hours_driven: 10 });
  });

  it('a cold driver waits past the budget, because there is nothing else to serve', async () => {
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('COLD')]);
    vendorOf(service).faults.next({ kind: 'slow', delayMs: 400 });
    expect((await hours('COLD')).body).to.include({ cached: false, hours_driven: 6 });
  });

  it('503 hos-unavailable with the vendor’s reason and Retry-After, for a driver of whom nothing is stored', async () => {
    vendorOf(service).faults.set({ kind: 'rate-limited', retryAfter: '7' });
    const limited = await hours('COLD');
    expect(limited.body).to.include({ status: 503, code: 'hos-unavailable' });
    expect(limited.body['detail']).to.match(/too many requests/);
    expect(limited.headers.get('Retry-After')).to.equal('7');
    vendorOf(service).faults.clear();
    const without = await hours('COLD');
    expect(without.body).to.include({ status: 503, code: 'hos-unavailable' });
    expect(without.body['detail']).to.match(/no hours for this driver/);
  });

  it('without an enabled integration: the snapshot stale with the reason, else 409 with a link', async () => {
    await service.ask('PATCH', url, { as, body: { enabled: false } });
    expect((await hours()).body).to.include({ cached: true, stale: false });
    seconds(300);
    const old = await hours();
    expect(old.body).to.include({ cached: true, stale: true, hours_driven: 6 });
    expect(old.body['error']).to.match(/No enabled HOS integration/);
    const cold = await hours('COLD');
    expect(cold.body).to.include({ status: 409, code: 'hos-integration-missing' });
    const link = await service.ask('GET', String(cold.body['link']), { as });
    expect(link.items.map((vendor) => vendor['id'])).to.include('SAMSARA_ELD');
  });

  it('409 driver-not-linked for a driver added by hand, 404 for one nobody knows', async () => {
    await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: 'BY-HAND', name: 'Ann' } });
    expect((await hours('BY-HAND')).body).to.include({ status: 409, code: 'driver-not-linked' });
    expect((await hours('NOBODY')).body).to.include({ status: 404, code: 'driver-not-found' });
  });

  it('a driver reads the own hours only; another driver is 403, known or not', async () => {
    const driver = await service.addPerson(as.tenantId, 'DRIVER', 'D1');
    expect((await hours('D1', driver)).body).to.include({ driver_id: 'D1' });
    const known = await hours('COLD', driver);
    const unknown = await hours('NOBODY', driver);
    expect(known.body).to.include({ status: 403, code: 'forbidden' });
    expect(unknown.body['detail']).to.equal(known.body['detail']);
  });
});
