import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, Json, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

describe('Circuits over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
  });
  afterEach(() => vendorOf(service).faults.clear());
  after(() => service.stop());

  const circuits = (as: TestPerson, headers = {}): Promise<Answer> => service.ask('GET', '/api/v1/monitoring/circuits', { as, headers });
  const sync = (as: TestPerson, id: string): Promise<Answer> => service.ask('POST', `/api/v1/integrations/${id}/sync`, { as });

  async function tenantWith(synced: 'well' | 'badly'): Promise<{ readonly as: TestPerson; readonly id: string }> {
    const as = await service.addPerson(await service.addTenant(), 'ADMIN');
    const id = await connectVendor(service, as);
    if (synced === 'badly') vendorOf(service).faults.set({ kind: 'server-error', status: 503 });
    for (let time = 0; time < 2; time += 1) await sync(as, id);
    vendorOf(service).faults.clear();
    return { as, id };
  }

  it('a healthy one is closed with its requests counted; one that failed 5 times is open and says when it is asked again', async () => {
    const well = await tenantWith('well');
    const [closed, ...none] = (await circuits(well.as)).items;
    expect(none).to.deep.equal([]);
    expect(closed).to.deep.include({ tenant_id: well.as.tenantId, integration_id: well.id, vendor: 'MOCK_SAMSARA', state: 'closed', failures: 0, total_failures: 0, next_attempt_at: null });
    expect(closed?.['total_requests']).to.equal(4);

    const badly = await tenantWith('badly');
    const [open] = (await circuits(badly.as)).items;
    expect(open).to.deep.include({ integration_id: badly.id, state: 'open', total_requests: 5, total_failures: 5 });
    const wait = Date.parse(String(open?.['next_attempt_at'])) - Date.parse(String(open?.['last_state_change']));
    expect(wait).to.equal(60_000);
  });

  it('the health of an integration shows its circuit and its open incidents: 0, then 1', async () => {
    const { as, id } = await tenantWith('badly');
    const health = async (): Promise<Json> => (await service.ask('GET', `/api/v1/integrations/${id}/health`, { as })).body;
    const before = await health();
    expect(before).to.include({ status: 'ERROR', open_incidents: 0 });
    expect(before['circuit']).to.deep.include({ state: 'open', total_failures: 5 });
    await service.rows("update circuit set phase = 'closed', failures = 0, until = null where integration_id = $1", [id]);
    vendorOf(service).faults.set({ kind: 'server-error', status: 503 });
    await sync(as, id);
    const after = await health();
    expect(after).to.include({ open_incidents: 1 });
    expect(after['circuit']).to.deep.include({ state: 'closed', failures: 3, total_failures: 8 });
  });

  it('an administrator sees the tenant’s own; a SUPER_ADMIN all, or those of the tenant in X-Tenant-Id', async () => {
    const [one, two] = [await tenantWith('well'), await tenantWith('well')];
    const ids = ({ items }: Answer): readonly unknown[] => items.map((circuit) => circuit['integration_id']);
    expect(ids(await circuits(one.as))).to.deep.equal([one.id]);
    const above = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
    const all = await circuits(above);
    expect(ids(all)).to.include.members([one.id, two.id]);
    expect(Number(all.headers.get('X-Total-Count'))).to.equal(all.items.length);
    expect(ids(await circuits(above, { 'X-Tenant-Id': two.as.tenantId }))).to.deep.equal([two.id]);
    expect((await circuits(one.as, { 'X-Tenant-Id': two.as.tenantId })).status).to.equal(403);
  });
});
