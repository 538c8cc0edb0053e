import { inspect } from 'node:util';
import { expect } from 'chai';
import { WEBHOOK_TIMING } from '../../src/domain/integrations/webhook-timing.js';
import { T } from '../../src/infrastructure/di/tokens.js';
import { startMotiveSimulator } from '../../src/infrastructure/simulators/motive/motive-simulator.js';
import type { MotiveSimulator } from '../../src/infrastructure/simulators/motive/motive-simulator.js';
import { startSamsaraSimulator } from '../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { SamsaraSimulator } from '../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { onRealSockets } from '../support/real-sockets.js';
import { eventually } from '../support/service-process.js';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { WEBHOOK_SECRET, connectPushing, dutyStatusChanged, motiveDriver, push } from './pushed-webhooks.js';
import type { PushVendor } from './pushed-webhooks.js';
import { scriptedDriver } from './scripted-drivers.js';

const CLOCKS = '/v1/available_time';
const PATIENCE_MS = 12_000;
/** Long enough for 50 deliveries to arrive. */
const ROSTER_SETTLES_MS = 3_000;

describe('What a vendor pushes', function () {
  onRealSockets();
  this.timeout(30_000);
  let motive: MotiveSimulator;
  let samsara: SamsaraSimulator;
  let service: TestService;
  let as: TestPerson;
  let integrationId: string;
  let path: string;

  before(async function () {
    this.timeout(60_000);
    [motive, samsara] = await Promise.all([startMotiveSimulator(), startSamsaraSimulator()]);
    service = await TestService.start({
      ...settings(),
      // The work in the background runs, but no sync is due before New Year.
      ENABLE_SCHEDULER: 'true',
      HOS_SYNC_SCHEDULE: '0 0 1 1 *',
    }, (container) => container.rebind(T.WebhookTiming).toConstantValue({ ...WEBHOOK_TIMING, rosterSettlesMs: ROSTER_SETTLES_MS }));
  });
  after(async () => {
    await service.stop();
    await Promise.all([motive.stop(), samsara.stop()]);
  });
  afterEach(() => { motive.faults.clear(); });

  const settings = (): Record<string, string> => ({
    MOTIVE_API_URL: motive.url,
    SAMSARA_API_URL: samsara.url,
    INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000',
    RETRY_MAX_ATTEMPTS: '1',
  });

  /** A tenant of its own whose drivers have been synced once. */
  async function connect(vendor: PushVendor): Promise<void> {
    motive.fleet.script([motiveDriver('77', 5), motiveDriver('78', 5)]);
    samsara.fleet.script([scriptedDriver('77')]);
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
    integrationId = await connectPushing(service, as, vendor);
    path = `/webhooks/${vendor}/${integrationId}`;
    const { body, text } = await service.ask('POST', `/api/v1/integrations/${integrationId}/sync`, { as });
    expect(body, text).to.include({ status: 'success' });
  }

  const asked = (): number => motive.stats()[CLOCKS] ?? Number.NaN;
  const hours = async (driver: string): Promise<Answer> => service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as });
  const driveHours = async (driver: string): Promise<unknown> => ((await hours(driver)).body['remaining'] as Json)['drive_hours'];
  const kept = (): Promise<readonly Json[]> =>
    service.rows('select event_id, type, body, state, attempts, note from webhook_event where integration_id = $1 order by received_at', [integrationId]);
  const settled = (count: number): Promise<readonly Json[]> =>
    eventually(`${count} events are settled`, PATIENCE_MS, async () => {
      const rows = await kept();
      return rows.length === count && rows.every(({ state }) => state !== 'pending') ? rows : undefined;
    });

  describe('Motive: a duty status that changed', () => {
    beforeEach(() => connect('MOTIVE_ELD'));

    it('brings the driver’s new hours 1 read later, although the stored ones are seconds old', async () => {
      expect(await driveHours('77')).to.equal(5);
      motive.fleet.script([motiveDriver('77', 2), motiveDriver('78', 5)]);
      expect(await driveHours('77'), 'still from the store').to.equal(5);
      const before = asked();
      const body = dutyStatusChanged(77);
      const answer = await push(service, path, body);
      expect([answer.status, answer.text]).to.deep.equal([200, '{"received":true,"duplicate":false}']);
      const [event] = await settled(1);
      expect(event).to.include({ type: 'user_duty_status_updated', body, state: 'done', attempts: 1, note: null });
      expect(await driveHours('77')).to.equal(2);
      expect((await hours('77')).body).to.include({ cached: true, data_source: 'motive_eld' });
      expect(asked() - before).to.equal(1);
    });

    it('20 deliveries of it at once: 1 is new, 1 is kept, 1 is worked on; a later repetition is known too', async () => {
      const before = asked();
      const body = dutyStatusChanged(77);
      const answers = await Promise.all(Array.from({ length: 20 }, () => push(service, path, body)));
      expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 20 }, () => 200));
      expect(answers.filter(({ body: { duplicate } }) => duplicate === false)).to.have.length(1);
      const [event, ...more] = await settled(1);
      expect([event?.['attempts'], more.length, asked() - before]).to.deep.equal([1, 0, 1]);
      expect((await push(service, path, body)).body).to.deep.equal({ received: true, duplicate: true });
    });

    it('of a driver nobody knows here: kept, nothing is read', async () => {
      const before = asked();
      await push(service, path, dutyStatusChanged(999));
      expect((await settled(1))[0]).to.include({ state: 'done', note: 'unknown-driver', attempts: 1 });
      expect(asked()).to.equal(before);
    });

    it('an override stays: the vendor’s hours are not put over it', async () => {
      const override = { hours_driven: 1, on_duty_time: 2, hours_since_break: 1, duty_status: 'OFF_DUTY', reason: 'Paper log' };
      await service.ask('PUT', '/api/v1/drivers/77/hos/override', { as, body: override });
      motive.fleet.script([motiveDriver('77', 2), motiveDriver('78', 3)]);
      await push(service, path, dutyStatusChanged(77));
      await settled(1);
      expect((await hours('77')).body).to.include({ data_source: 'manual_override', duty_status: 'OFF_DUTY' });
      await service.ask('DELETE', '/api/v1/drivers/77/hos/override', { as });
      const [stored] = await service.rows('select drive_hours from hos_snapshot where tenant_id = $1 and driver_id = $2', [as.tenantId, '77']);
      expect(stored).to.deep.equal({ drive_hours: 5 });
    });

    it('while Motive is away: acknowledged, tried again 5 s later, done as attempt 2', async () => {
      motive.faults.set({ kind: 'server-error' });
      motive.fleet.script([motiveDriver('77', 2), motiveDriver('78', 5)]);
      expect((await push(service, path, dutyStatusChanged(77))).status).to.equal(200);
      const [waiting] = await eventually('the first attempt has failed', PATIENCE_MS, async () => {
        const rows = await service.rows('select attempts, note, next_attempt_at - clock_timestamp() <= interval \'5 seconds\' as soon from webhook_event where integration_id = $1 and note is not null', [integrationId]);
        return rows.length > 0 ? rows : undefined;
      });
      expect(waiting).to.deep.equal({ attempts: 1, note: 'unavailable', soon: true });
      motive.faults.clear();
      expect((await settled(1))[0]).to.include({ state: 'done', attempts: 2, note: null });
      expect(await driveHours('77')).to.equal(2);
    });

    it('received by a replica that does no work in the background, it is worked on by another', async () => {
      const api = await TestService.beside(service, { ...settings(), FLEETBRIDGE_ROLE: 'api', ENABLE_SCHEDULER: 'true' });
      try {
        motive.fleet.script([motiveDriver('77', 2), motiveDriver('78', 5)]);
        expect((await push(api, path, dutyStatusChanged(77))).status).to.equal(200);
        await settled(1);
        expect(await driveHours('77')).to.equal(2);
      } finally {
        await api.stop();
      }
    });

    it('the set-up call and other actions are kept and ask Motive nothing', async () => {
      const before = asked();
      expect((await push(service, path, '["user_duty_status_updated"]')).status).to.equal(200);
      expect((await push(service, path, dutyStatusChanged(77, { action: 'hos_violation_upserted' }))).status).to.equal(200);
      expect((await kept()).map(({ type, state, attempts }) => [type, state, attempts])).to.deep.equal([['webhook_set_up', 'done', 0], ['hos_violation_upserted', 'done', 0]]);
      expect(asked()).to.equal(before);
    });

    it('is told of without the body, the signature or the secret', async () => {
      service.logger.lines.length = 0;
      await push(service, path, dutyStatusChanged(77, { first_name: 'Canary-name' }));
      await push(service, path, dutyStatusChanged(77, { first_name: 'Canary-name' }), { 'X-KT-Webhook-Signature': 'canary-signature' });
      await settled(1);
      const { tenantId } = as;
      const fields = { tenantId, integrationId, type: 'user_duty_status_updated', duplicate: false };
      expect(service.logger.lines).to.deep.include({ level: 'info', event: 'webhook.received', fields });
      const told = inspect(service.logger.lines, { depth: 12, maxArrayLength: null, maxStringLength: null });
      for (const canary of ['Canary-name', 'canary-signature', WEBHOOK_SECRET]) expect(told).to.not.include(canary);
    });
  });

  describe('Samsara', () => {
    beforeEach(() => connect('SAMSARA_ELD'));
    const event = (eventType: string): string => JSON.stringify({ eventId: crypto.randomUUID(), eventTime: new Date().toISOString(), eventType, orgId: 1, webhookId: '2', data: {} });

    const syncsEnded = (): Promise<readonly Json[]> =>
      eventually('no sync is going on', PATIENCE_MS, async () => {
        const { items } = await service.ask('GET', `/api/v1/integrations/${integrationId}/sync-history`, { as });
        return items.every(({ status }) => status !== 'running') ? items : undefined;
      });

    it('a driver that was created: 1 sync with the trigger webhook brings her', async () => {
      samsara.fleet.script([scriptedDriver('77'), scriptedDriver('79')]);
      expect((await push(service, path, event('DriverCreated'))).body).to.deep.equal({ received: true, duplicate: false });
      expect((await settled(1))[0]).to.include({ type: 'DriverCreated', state: 'done', note: null });
      const runs = await syncsEnded();
      expect(runs).to.have.length(2);
      expect(runs[0]).to.include({ trigger: 'webhook', status: 'success', records_created: 1 });
      expect((await hours('79')).status).to.equal(200);
    });

    it('50 drivers changed at once: 1 sync reads them all, 1 event started it and 49 are covered by it', async () => {
      samsara.fleet.script([scriptedDriver('77'), ...Array.from({ length: 50 }, (_, index) => scriptedDriver(String(100 + index)))]);
      await push(service, path, event('DriverUpdated'));
      await Promise.all(Array.from({ length: 49 }, () => push(service, path, event('DriverUpdated'))));
      const events = await settled(50);
      const tally = (note: string | null): number => events.filter((one) => one['state'] === 'done' && one['attempts'] === 1 && one['note'] === note).length;
      expect([tally(null), tally('covered')]).to.deep.equal([1, 49]);
      const runs = await syncsEnded();
      expect(runs.map(({ trigger, records_created: created }) => [trigger, created])).to.deep.equal([['webhook', 50], ['manual', 1]]);
    });

    it('a ping is kept and starts nothing', async () => {
      const ping = JSON.stringify({ eventId: 'ping-1', eventMs: Date.now(), eventType: 'Ping', event: { text: 'Ping' } });
      expect((await push(service, path, ping)).body).to.deep.equal({ received: true, duplicate: false });
      expect((await push(service, path, ping)).body).to.deep.equal({ received: true, duplicate: true });
      expect(await kept()).to.deep.equal([{ event_id: 'ping-1', type: 'Ping', body: ping, state: 'done', attempts: 0, note: null }]);
      expect((await service.ask('GET', `/api/v1/integrations/${integrationId}/sync-history`, { as })).items).to.have.length(1);
    });
  });
});
