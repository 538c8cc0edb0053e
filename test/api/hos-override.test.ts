import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { ManualClock } from '../support/doubles/manual-clock.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const HOUR_MS = 3_600_000;
const OVERRIDE = { hours_driven: 4, on_duty_time: 6, hours_since_break: 2, duty_status: 'OFF_DUTY', reason: 'Paper log' };

describe('A manual override over HTTP', function () {
  this.timeout(20_000);
  const clock = new ManualClock(new Date());
  let service: TestService;
  let as: TestPerson;
  let url: string;

  const hours = (driver = 'D1'): Promise<Answer> => service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as });
  const set = (change: object = {}, driver = 'D1'): Promise<Answer> =>
    service.ask('PUT', `/api/v1/drivers/${driver}/hos/override`, { as, body: { ...OVERRIDE, ...change } });
  const inHours = (count: number): string => new Date(clock.now().getTime() + count * HOUR_MS).toISOString();

  before(async function () {
    this.timeout(60_000);
    const settings = { JWT_TTL_SECONDS: '86400', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' };
    service = await TestService.start(settings, (container) => void container.rebind(T.Clock).toConstantValue(clock));
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('D2', { rules: false })]);
    url = `/api/v1/integrations/${await connectVendor(service, as)}`;
    await service.ask('POST', `${url}/sync`, { as });
  });
  after(() => service.stop());

  it('comes before every snapshot, with who, when, why and until when', async () => {
    const answered = await set();
    expect(answered.status).to.equal(200);
    const { body } = await hours();
    expect(body).to.include({ data_source: 'manual_override', hours_driven: 4, on_duty_time: 6, hours_since_break: 2, duty_status: 'OFF_DUTY', cached: false, stale: false });
    expect(body['override']).to.deep.equal({ set_by: as.email, set_at: clock.now().toISOString(), reason: 'Paper log', expires_at: inHours(24) });
    expect(body).to.deep.equal(answered.body);
  });

  it('remaining is the limits less its hours; safe_remaining counts from when it was set', async () => {
    await set();
    clock.advance(HOUR_MS);
    const { body } = await hours();
    expect(body['remaining']).to.deep.equal({ drive_hours: 7, shift_hours: 8, cycle_hours: null, until_break_hours: 6 });
    expect(body['safe_remaining']).to.deep.equal({ drive_hours: 6, shift_hours: 7, cycle_hours: null, until_break_hours: 5 });
    expect((await set({}, 'D2')).body['remaining']).to.deep.equal({ drive_hours: null, shift_hours: null, cycle_hours: null, until_break_hours: null });
  });

  it('ends at its time: 2 hours, when asked for 2 hours', async () => {
    await set({ expires_at: inHours(2) });
    clock.advance(2 * HOUR_MS - 1000);
    expect((await hours()).body).to.include({ data_source: 'manual_override' });
    clock.advance(1000);
    expect((await hours()).body).to.include({ data_source: 'mock_samsara' }).and.not.have.property('override');
  });

  it('lasts at most 7 days and ends in the future', async () => {
    expect((await set({ expires_at: inHours(168) })).status).to.equal(200);
    for (const expires of [inHours(168.001), inHours(0), inHours(-1)]) {
      expect((await set({ expires_at: expires })).body, expires).to.include({ status: 422, code: 'override-expiry-invalid' });
    }
    expect((await hours()).body['override']).to.include({ expires_at: inHours(168) });
  });

  it('is replaced by the next one and ended by DELETE, twice without harm', async () => {
    await set();
    await set({ hours_driven: 5, reason: 'Corrected' });
    expect((await hours()).body).to.include({ hours_driven: 5 });
    for (const attempt of [1, 2]) {
      expect((await service.ask('DELETE', '/api/v1/drivers/D1/hos/override', { as })).status, `attempt ${attempt}`).to.equal(204);
    }
    expect((await hours()).body).to.include({ data_source: 'mock_samsara', hours_driven: 6 });
    const kept = await service.rows('select reason, set_by_id, ended_at is not null as ended from hos_override where tenant_id = $1 order by id', [as.tenantId]);
    expect(kept).to.deep.equal([
      { reason: 'Paper log', set_by_id: as.userId, ended: true },
      { reason: 'Corrected', set_by_id: as.userId, ended: true },
    ]);
  });

  it('is left alone by a sync', async () => {
    await set();
    await service.ask('POST', `${url}/sync`, { as });
    expect((await hours()).body).to.include({ data_source: 'manual_override', hours_driven: 4 });
  });

  it('is written in the audit log, set and ended', async () => {
    const admin = await service.addPerson(as.tenantId, 'ADMIN');
    await set();
    await service.ask('DELETE', '/api/v1/drivers/D1/hos/override', { as });
    const entries = (await service.ask('GET', '/api/v1/audit', { as: admin })).items.slice(0, 2);
    expect(entries.map(({ action }) => action)).to.deep.equal(['hos-override.ended', 'hos-override.set']);
    for (const entry of entries) expect(entry).to.include({ actor_id: as.userId, subject_type: 'driver', subject_id: 'D1' });
  });

  it('helps a driver without a vendor; a driver nobody knows is 404', async () => {
    await service.ask('POST', '/api/v1/drivers', { as, body: { driver_id: 'BY-HAND', name: 'Ann' } });
    expect((await set({}, 'BY-HAND')).body['ruleset']).to.deep.equal({ code: null, source: 'unknown' });
    expect((await hours('BY-HAND')).body).to.include({ data_source: 'manual_override', hours_driven: 4 });
    expect((await set({}, 'NOBODY')).body).to.include({ status: 404, code: 'driver-not-found' });
    expect((await service.ask('DELETE', '/api/v1/drivers/NOBODY/hos/override', { as })).body).to.include({ code: 'driver-not-found' });
  });
});
