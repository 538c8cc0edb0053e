import { InMemoryIntegrationContacts } from '../../support/doubles/integrations/in-memory-integration-contacts.js';
import { InMemoryWebhookAddresses } from '../../support/doubles/integrations/in-memory-webhook-addresses.js';
import { InMemoryWebhookInbox } from '../../support/doubles/integrations/in-memory-webhook-inbox.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import type { OpenIntegrations } from './open-integrations.js';
import { describeWebhookAddresses } from './webhook-addresses.contract.js';
import { describeWebhookInbox } from './webhook-inbox.contract.js';

const DOUBLE = 'in memory';

function openOn(tables: IntegrationTables, clock: ManualClock): OpenIntegrations {
  return {
    repositories: tables.repositories(OWN_TRANSACTIONS),
    contacts: new InMemoryIntegrationContacts(tables, clock),
    work: tables.unitOfWork(),
    tenant: async () => someTenant().id,
    damage: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

describeWebhookInbox(DOUBLE, async () => {
  const clock = new ManualClock();
  const inbox = new InMemoryWebhookInbox(clock);
  return { ...openOn(new IntegrationTables(), clock), inbox, pass: async (seconds) => clock.advance(seconds * 1000), now: () => clock.now() };
});

describeWebhookAddresses(DOUBLE, async () => {
  const tables = new IntegrationTables();
  const addresses = new InMemoryWebhookAddresses(tables);
  return { ...openOn(tables, new ManualClock()), addresses, deactivate: async (tenantId) => void addresses.inactive.add(tenantId) };
});
