import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

describe('The incident of an integration that is no longer wanted', function () {
  this.timeout(60_000);
  let service: TestService;
  let as: TestPerson;
  let integrationId: string;

  before(async () => {
    service = await TestService.start();
  });
  after(() => service.stop());

  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    integrationId = await connectVendor(service, as);
    await service.ask('POST', `/api/v1/integrations/${integrationId}/sync`, { as });
    expect((await service.ask('GET', '/api/v1/alerts?status=open', { as })).items).to.have.length(1);
  });
  afterEach(() => { vendorOf(service).faults.clear(); });

  async function afterwards(): Promise<{ readonly statuses: readonly unknown[]; readonly messages: readonly unknown[] }> {
    const { items } = await service.ask('GET', '/api/v1/alerts', { as });
    const { body } = await service.ask('GET', `/api/v1/alerts/${String(items[0]?.['id'])}`, { as });
    const deliveries = body['deliveries'] as readonly { readonly occasion: string }[];
    return { statuses: items.map(({ status }) => status), messages: deliveries.map(({ occasion }) => occasion) };
  }

  it('ends when the integration is disabled, and nobody gets a second message', async () => {
    await service.ask('PATCH', `/api/v1/integrations/${integrationId}`, { as, body: { enabled: false } });
    expect(await afterwards()).to.deep.equal({ statuses: ['resolved'], messages: ['opened'] });
  });

  it('ends when the integration is deleted, and nobody gets a second message', async () => {
    await service.ask('DELETE', `/api/v1/integrations/${integrationId}`, { as });
    expect(await afterwards()).to.deep.equal({ statuses: ['resolved'], messages: ['opened'] });
  });

  it('goes on when 1 change comes too late to be saved', async () => {
    const headers = { 'If-Match': '"v7"' };
    const { status } = await service.ask('PATCH', `/api/v1/integrations/${integrationId}`, { as, headers, body: { enabled: false } });
    expect(status).to.equal(412);
    expect((await afterwards()).statuses).to.deep.equal(['open']);
  });
});
