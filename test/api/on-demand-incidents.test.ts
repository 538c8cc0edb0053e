import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import { onRealSockets } from '../support/real-sockets.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { connectConditions, requestsOf, SimulatedConditions } from './simulated-conditions.js';

const UNRECORDED = 'fleet-data.contact-not-recorded';

describe('A vendor that is asked on demand and fails', function () {
  onRealSockets();
  this.timeout(20_000);
  let vendors: SimulatedConditions;
  let service: TestService;
  let as: TestPerson;
  /** Fuel is searched at another place each time, so that nothing is cached. */
  let north = 0;

  before(async function () {
    this.timeout(60_000);
    vendors = await SimulatedConditions.start();
    service = await TestService.start({ ...vendors.settings, INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', RETRY_MAX_ATTEMPTS: '1', METRICS_TOKEN: 'the-monitoring-knows-this-0123456789' });
  });
  after(async () => {
    await service.stop();
    await vendors.stop();
  });
  beforeEach(async () => {
    vendors.calm();
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
  });

  const get = (path: string, by = as): Promise<Answer> => service.ask('GET', `/api/v1${path}`, { as: by });
  const fuel = (by = as): Promise<Answer> => get(`/fuel-stations?latitude=${(north += 1)}&longitude=-112`, by);
  const statuses = async (): Promise<readonly unknown[]> => (await get('/alerts')).items.map(({ kind, status }) => [kind, status]);

  /** Every message there is about the tenant's incidents. */
  const messages = (): Promise<readonly Json[]> =>
    service.rows(`select message->>'occasion' as occasion, message->>'text' as text from outbox_message where tenant_id = $1 order by written_at`, [as.tenantId]);

  /** The failures that are remembered move back, each time by another while, so that no two meet in one minute. */
  async function later(minutes: number): Promise<void> {
    await service.rows('update live_failure set minute = minute - make_interval(mins => $2::int) where tenant_id = $1', [as.tenantId, minutes]);
  }

  it('3 failed searches in an hour are 1 incident with 1 message; the next good one ends it with another', async () => {
    const id = await connectConditions(service, as, 'FUELFINDER_FUEL');
    vendors.finder.faults.set({ kind: 'server-error', status: 500 });
    for (const minutes of [5, 7]) {
      expect((await fuel()).status).to.equal(503);
      await later(minutes);
    }
    expect(await statuses()).to.deep.equal([]);
    await fuel();
    expect(await statuses()).to.deep.equal([['failing', 'open']]);
    const { body } = await get(`/integrations/${id}/health`);
    expect(body).to.deep.include({ status: 'ERROR', open_incidents: 1, last_sync: null, freshness: { oldest_driver_age_seconds: null, stale_drivers: 0 } });
    expect(body['circuit']).to.deep.include({ state: 'closed', failures: 3, total_failures: 3 });
    const [opened, ...more] = await messages();
    expect([opened?.['occasion'], more]).to.deep.equal(['opened', []]);
    expect(opened?.['text']).to.match(/Fuel Finder has a problem on its side/).and.not.match(/hours|driver/i);

    vendors.finder.faults.clear();
    expect((await fuel()).status).to.equal(200);
    expect(await statuses()).to.deep.equal([['failing', 'resolved']]);
    expect((await messages()).map(({ occasion }) => occasion)).to.deep.equal(['opened', 'resolved']);
    expect((await get(`/integrations/${id}/health`)).body).to.include({ status: 'ACTIVE', open_incidents: 0 });
    const { text } = await service.ask('GET', '/metrics', { headers: { Authorization: 'Bearer the-monitoring-knows-this-0123456789' } });
    expect(text).to.match(/^vendor_requests_total\{vendor="FUELFINDER_FUEL",outcome="ok"\} 1$/m);
    expect(text).to.match(/^vendor_requests_total\{vendor="FUELFINDER_FUEL",outcome="(?!ok)[^"]+"\} 3$/m);
  });

  it('a key that is refused at 25 places at once is 1 incident with 1 message, and a new key ends it', async () => {
    const id = await connectConditions(service, as, 'OPENWEATHER', 'revoked-key-0123');
    const waypoints = Array.from({ length: 25 }, (_, index) => ({ latitude: index, longitude: 0 }));
    const along = (): Promise<Answer> => service.ask('POST', '/api/v1/weather/route', { as, body: { waypoints } });
    expect((await along()).body).to.include({ status: 503, code: 'weather-unavailable' });
    expect(await statuses()).to.deep.equal([['credentials-rejected', 'open']]);
    expect((await messages()).map(({ occasion }) => occasion)).to.deep.equal(['opened']);
    await service.ask('PATCH', `/api/v1/integrations/${id}`, { as, body: { credentials: { apiKey: 'another-good-key' } } });
    expect((await along()).status).to.equal(200);
    expect(await statuses()).to.deep.equal([['credentials-rejected', 'resolved']]);
    expect((await messages()).map(({ occasion }) => occasion)).to.deep.equal(['opened', 'resolved']);
    expect(service.logger.lines.filter(({ event }) => event === UNRECORDED)).to.deep.equal([]);
  });

  it('5 failures open the circuit of that integration, and of no other vendor or tenant', async () => {
    const id = await connectConditions(service, as, 'FUELFINDER_FUEL');
    await connectConditions(service, as, 'OPENWEATHER');
    vendors.finder.faults.set({ kind: 'server-error', status: 500 });
    for (let time = 0; time < 5; time += 1) await fuel();
    vendors.finder.faults.clear();
    const before = requestsOf(vendors.finder);
    const refused = await fuel();
    expect([refused.status, refused.body['code'], requestsOf(vendors.finder)]).to.deep.equal([503, 'fuel-unavailable', before]);
    expect(Number(refused.headers.get('Retry-After'))).to.be.within(1, 60);
    expect((await get(`/integrations/${id}/health`)).body['circuit']).to.deep.include({ state: 'open', total_requests: 5 });
    expect((await get('/weather?latitude=0&longitude=0')).status).to.equal(200);
    const neighbour = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    await connectConditions(service, neighbour, 'FUELFINDER_FUEL');
    expect((await fuel(neighbour)).status).to.equal(200);
  });
});
