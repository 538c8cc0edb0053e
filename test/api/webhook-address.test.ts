import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { WEBHOOK_SECRET, connectPushing } from './pushed-webhooks.js';
import { connectVendor } from './scripted-drivers.js';

const SETTINGS = { INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' };

describe('The address a vendor pushes to', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ ...SETTINGS, PUBLIC_URL: 'https://fleet.example/bridge/' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
  });
  after(() => service.stop());

  for (const vendor of ['MOTIVE_ELD', 'SAMSARA_ELD'] as const) {
    it(`stands on an integration with ${vendor}, below PUBLIC_URL, in 3 answers, and the secret in none`, async () => {
      const id = await connectPushing(service, as, vendor);
      const webhook_url = `https://fleet.example/bridge/webhooks/${vendor}/${id}`;
      const changed = await service.ask('PATCH', `/api/v1/integrations/${id}`, { as, body: { display_name: 'Renamed' } });
      const [one, all] = [await service.ask('GET', `/api/v1/integrations/${id}`, { as }), await service.ask('GET', '/api/v1/integrations', { as })];
      for (const shown of [changed.body, one.body, all.items[0]]) expect(shown).to.include({ id, webhook_url });
      for (const { text } of [changed, one, all]) expect(text).to.not.include(WEBHOOK_SECRET.slice(0, -4));
    });
  }

  it('is the path alone where PUBLIC_URL is not set', async () => {
    const id = await connectPushing(service, as, 'SAMSARA_ELD');
    const replica = await TestService.beside(service, SETTINGS);
    try {
      const { body } = await replica.ask('GET', `/api/v1/integrations/${id}`, { as });
      expect(body).to.include({ webhook_url: `/webhooks/SAMSARA_ELD/${id}` });
    } finally {
      await replica.stop();
    }
  });

  it('is not there for a vendor that pushes nothing', async () => {
    const { body } = await service.ask('GET', `/api/v1/integrations/${await connectVendor(service, as)}`, { as });
    expect(body).to.include({ vendor: 'MOCK_SAMSARA' }).and.not.have.property('webhook_url');
  });
});
