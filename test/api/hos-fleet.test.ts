import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';
import type { DriverScript } from './scripted-drivers.js';

const FLEET = Array.from({ length: 200 }, (_, index) => `D${String(index).padStart(3, '0')}`);

describe('Hours of a whole fleet over HTTP', function () {
  this.timeout(30_000);
  let service: TestService;
  let as: TestPerson;
  let url: string;

  const calls = (): number => vendorOf(service).stats()['/fleet/hos/clocks'] ?? 0;
  const read = (driver: string): Promise<Answer> => service.ask('GET', `/api/v1/drivers/${driver}/hos`, { as });
  const board = (query = '?limit=200'): Promise<Answer> => service.ask('GET', `/api/v1/drivers/hos${query}`, { as });
  const script = (ids: readonly string[], how: DriverScript, pageSize?: number): void =>
    vendorOf(service).fleet.script(ids.map((id) => scriptedDriver(id, how)), pageSize);

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    url = `/api/v1/integrations/${await connectVendor(service, as)}`;
  });
  after(() => service.stop());

  /** Drivers that are known, and nothing of their hours. */
  async function importCold(pageSize?: number): Promise<void> {
    script(FLEET, { clocks: false });
    await service.ask('POST', `${url}/sync`, { as });
    script(FLEET, {}, pageSize);
  }

  it('200 parallel reads of 1 cold driver make 1 vendor call', async () => {
    await importCold();
    const before = calls();
    const answers = await Promise.all(FLEET.map(() => read('D000')));
    expect(answers.filter(({ status, body }) => status === 200 && body['hours_driven'] === 6)).to.have.length(200);
    expect(calls() - before).to.equal(1);
  });

  it('200 parallel reads of 200 cold drivers make as many vendor calls as there are pages: 4', async () => {
    await importCold(50);
    const before = calls();
    const answers = await Promise.all(FLEET.map(read));
    expect(answers.map(({ status }) => status)).to.deep.equal(FLEET.map(() => 200));
    expect(answers.map(({ body }) => body['driver_id'])).to.deep.equal(FLEET);
    expect(calls() - before).to.equal(4);
  });

  it('the board shows all 200 drivers, in pages, without 1 vendor call', async () => {
    await importCold();
    await service.ask('POST', `${url}/sync`, { as });
    const before = vendorOf(service).stats();
    const all = await board();
    const page = await board('?limit=50&offset=150');
    expect(all.items.map((row) => row['driver_id'])).to.deep.equal(FLEET);
    expect(page.items).to.have.length(50);
    expect(page.headers.get('X-Total-Count')).to.equal('200');
    expect(vendorOf(service).stats()).to.deep.equal(before);
  });

  it('the board shows drivers without hours as UNKNOWN and stale, never OFF_DUTY, and asks nobody', async () => {
    await importCold();
    const before = calls();
    const { items } = await board();
    expect(items).to.have.length(200);
    for (const row of items) expect(row).to.include({ duty_status: 'UNKNOWN', stale: true, hours_driven: null, last_updated: null });
    expect((await board('?hos_stale=true&limit=1')).headers.get('X-Total-Count')).to.equal('200');
    expect((await board('?hos_stale=false&limit=1')).headers.get('X-Total-Count')).to.equal('0');
    expect(calls()).to.equal(before);
  });

  const words: readonly (readonly [string, string])[] = [
    ['', 'UNKNOWN'], ['newStatus', 'UNKNOWN'], ['OFFDUTY', 'UNKNOWN'], ['off_duty', 'UNKNOWN'], ['constructor', 'UNKNOWN'],
    ['yardMove', 'ON_DUTY_NOT_DRIVING'], ['personalConveyance', 'OFF_DUTY'], ['sleeperBed', 'SLEEPER_BERTH'],
  ];
  for (const [word, status] of words) {
    it(`the vendor’s "${word}" is ${status}`, async () => {
      script(['D1'], { word });
      await service.ask('POST', `${url}/sync`, { as });
      const { body } = await read('D1');
      expect(body).to.include({ duty_status: status, duty_status_raw: word });
      const safe = Object.values(body['safe_remaining'] as object);
      if (status === 'UNKNOWN') {
        expect(safe).to.deep.equal([null, null, null, null]);
        expect(body['warning']).to.match(/no duty status we can place/);
      } else expect(safe).to.not.include(null);
      expect((await board()).items[0]).to.include({ duty_status: status });
    });
  }

  it('used hours are null under an unknown ruleset; the integration’s default stands in only where the vendor sends none', async () => {
    const used = ({ body }: Answer): unknown => [body['hours_driven'], body['on_duty_time'], body['hours_since_break'], body['ruleset']];
    script(['D1'], { rules: false });
    await service.ask('POST', `${url}/sync`, { as });
    expect(used(await read('D1'))).to.deep.equal([null, null, null, { code: null, source: 'unknown' }]);
    expect((await read('D1')).body['remaining']).to.include({ drive_hours: 5 });
    await service.rows(`update integration set config = '{"default_ruleset": "US_PROPERTY_60_7"}' where tenant_id = $1`, [as.tenantId]);
    expect(used(await read('D1'))).to.deep.equal([6, 6, 5, { code: 'US_PROPERTY_60_7', source: 'integration_default' }]);
    script(['D1'], { rules: true });
    await service.ask('POST', `${url}/sync`, { as });
    expect((await read('D1')).body['ruleset']).to.deep.equal({ code: 'US_PROPERTY_70_8', source: 'vendor' });
  });
});
