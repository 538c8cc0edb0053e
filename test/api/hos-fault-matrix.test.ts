import { expect } from 'chai';
import type { Fault } from '../../src/infrastructure/simulators/simulator-faults.js';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { onRealSockets } from '../support/real-sockets.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const DEADLINE_MS = 1_500;

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['500', { kind: 'server-error', status: 500 }],
  ['502', { kind: 'server-error', status: 502 }],
  ['503', { kind: 'server-error', status: 503 }],
  ['429 with Retry-After 0.40235', { kind: 'rate-limited' }],
  ['401', { kind: 'unauthorized' }],
  ['404', { kind: 'server-error', status: 404 }],
  ['HTML', { kind: 'html' }],
  ['garbage', { kind: 'garbage' }],
  ['an empty body', { kind: 'empty' }],
  ['half a body', { kind: 'half-body' }],
  ['a stalled body', { kind: 'stalled-body' }],
  ['a reset', { kind: 'reset' }],
  ['a redirect', { kind: 'redirect' }],
  ['64 MiB', { kind: 'huge-body' }],
];

describe(`Hours of service under ${FAULTS.length} faults of the vendor`, function () {
  onRealSockets();
  this.timeout(30_000);
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    // Nothing is fresh for longer than a second, and no circuit opens between the rows of the table.
    service = await TestService.start({
      HOS_CACHE_TTL_SECONDS: '1',
      CIRCUIT_FAILURE_THRESHOLD: '100',
      VENDOR_ATTEMPT_TIMEOUT_MS: '400',
      VENDOR_OPERATION_DEADLINE_MS: String(DEADLINE_MS),
      HOS_LIVE_READ_BUDGET_MS: '10000',
      INTEGRATION_RATE_LIMIT_PER_MINUTE: '1000',
    });
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    const id = await connectVendor(service, as);
    await service.ask('POST', `/api/v1/integrations/${id}/sync`, { as });
    await service.rows("update hos_snapshot set as_of = as_of - interval '20 minutes'");
  });
  after(() => service.stop());
  afterEach(() => { vendorOf(service).faults.clear(); });

  for (const [name, fault] of FAULTS) {
    it(`${name}: the stored hours, stale and with a reason, within ${DEADLINE_MS} ms and a little; the row is unchanged`, async () => {
      const before = await service.rows('select * from hos_snapshot');
      vendorOf(service).faults.set({ ...fault, path: '/fleet/hos' });
      const startedAt = performance.now();
      const { status, body } = await service.ask('GET', '/api/v1/drivers/D1/hos', { as });
      expect(performance.now() - startedAt).to.be.below(DEADLINE_MS + 2_000);
      expect(status).to.equal(200);
      expect(body).to.include({ stale: true, cached: true, duty_status: 'DRIVING' });
      expect(String(body['error'])).to.match(/Samsara/);
      expect(await service.rows('select * from hos_snapshot')).to.deep.equal(before);
    });
  }
});
