import { expect } from 'chai';
import { T } from '../../src/infrastructure/di/tokens.js';
import { ManualClock } from '../support/doubles/manual-clock.js';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const SETTINGS = { JWT_TTL_SECONDS: '86400', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', HOS_LIVE_READ_BUDGET_MS: '150', RETRY_MAX_ATTEMPTS: '1' };

describe('Integration health and the last answer about hours', function () {
  this.timeout(20_000);
  const clock = new ManualClock(new Date());
  let service: TestService;
  let as: TestPerson;
  let url: string;

  const read = async (driver = 'D1'): Promise<number> => (await service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as })).status;
  const explained = async (): Promise<unknown> => (await service.ask('GET', `${url}/health`, { as })).body['last_hos_answer'];

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start(SETTINGS, (container) => void container.rebind(T.Clock).toConstantValue(clock));
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    vendorOf(service).fleet.script([scriptedDriver('D1'), scriptedDriver('COLD', { clocks: false })]);
    url = `/api/v1/integrations/${await connectVendor(service, as)}`;
    await service.ask('POST', `${url}/sync`, { as });
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  it('null until somebody asks, then stored: 100 s old, and no circuit was asked', async () => {
    expect(await explained()).to.equal(null);
    clock.advance(100_000);
    await read();
    expect(await explained()).to.deep.equal({
      driver_id: 'D1',
      at: clock.now().toISOString(),
      rule: 'stored',
      why: 'The snapshot was 100 s old, young enough to be served without asking Samsara (simulated).',
      circuit_state: null,
      waited_for_permit_ms: null,
    });
  });

  it('live, through a closed circuit', async () => {
    clock.advance(412_000);
    await read();
    expect(await explained()).to.deep.include({ rule: 'live', circuit_state: 'closed', waited_for_permit_ms: 0 });
    expect(await explained()).to.have.property('why', 'The snapshot was 412 s old, so Samsara (simulated) was asked and answered.');
  });

  it('stale, because the vendor did not answer in 0.15 s', async () => {
    clock.advance(412_000);
    vendorOf(service).faults.set({ kind: 'slow', delayMs: 600 });
    await read();
    expect(await explained()).to.deep.include({ rule: 'stale', circuit_state: 'closed' });
    expect(await explained()).to.have.property('why', 'The snapshot was 412 s old and Samsara (simulated) did not answer in 0.15 s.');
  });

  it('stale behind an open circuit after 5 failures', async () => {
    clock.advance(412_000);
    vendorOf(service).faults.set({ kind: 'server-error' });
    for (let failure = 0; failure < 5; failure += 1) await read();
    expect(await explained()).to.deep.include({ rule: 'stale', circuit_state: 'closed' });
    await read();
    expect(await explained()).to.deep.include({ rule: 'stale', circuit_state: 'open' });
    expect(await explained()).to.have.property('why').that.matches(/failed repeatedly/);
  });

  it('unavailable, with the vendor’s reason', async () => {
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    expect(await read('COLD')).to.equal(503);
    expect(await explained()).to.deep.include({ driver_id: 'COLD', rule: 'unavailable', circuit_state: 'closed' });
    expect(await explained()).to.have.property('why').that.matches(/^Nothing was stored .* rejected the API key/);
  });

  it('an override', async () => {
    const hours = { hours_driven: 1, on_duty_time: 2, hours_since_break: 1, duty_status: 'DRIVING', reason: 'paper log' };
    await service.ask('PUT', '/api/v1/drivers/D1/hos/override', { as, body: hours });
    await read();
    expect(await explained()).to.deep.include({ rule: 'override', why: 'A manual override was in force.', circuit_state: null });
  });
});
