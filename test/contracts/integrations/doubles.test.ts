import type { OpenIntegrations } from './open-integrations.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryCredentialRotation } from '../../support/doubles/integrations/in-memory-credential-rotation.js';
import { InMemoryIntegrationContacts } from '../../support/doubles/integrations/in-memory-integration-contacts.js';
import { InMemoryIntegrationHealth } from '../../support/doubles/integrations/in-memory-integration-health.js';
import { InMemoryVendorRegistry } from '../../support/doubles/integrations/in-memory-vendor-registry.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { describeCredentialRotation } from './credential-rotation.contract.js';
import { describeCredentialStore } from './credential-store.contract.js';
import { describeIntegrationContacts } from './integration-contacts.contract.js';
import { describeIntegrationHealthQueries } from './integration-health-queries.contract.js';
import { describeIntegrationRepository } from './integration-repository.contract.js';
import { describeVendorRegistry } from './vendor-registry.contract.js';

const DOUBLE = 'in memory';

function openOn(tables: IntegrationTables): OpenIntegrations {
  return {
    repositories: tables.repositories(OWN_TRANSACTIONS),
    contacts: new InMemoryIntegrationContacts(tables, new ManualClock()),
    work: tables.unitOfWork(),
    tenant: async () => someTenant().id,
    damage: async (_tenantId, id, field) => tables.loseKeyOf(id, field),
    close: () => Promise.resolve(),
  };
}

const open = async (): Promise<OpenIntegrations> => openOn(new IntegrationTables());

describeIntegrationRepository(DOUBLE, open);
describeCredentialStore(DOUBLE, open);
describeIntegrationContacts(DOUBLE, open);

describeCredentialRotation(DOUBLE, async () => {
  const tables = new IntegrationTables();
  const rotation = new InMemoryCredentialRotation({ credentials: tables.credentials, activeKey: 'k2' });
  const oldKeyIsNeeded = async (): Promise<boolean> => tables.credentials.rows().some(({ keyId }) => keyId === 'k1');
  return { ...openOn(tables), rotation, oldKeyIsNeeded };
});

describeIntegrationHealthQueries(DOUBLE, async () => {
  const health = new InMemoryIntegrationHealth();
  return {
    ...openOn(new IntegrationTables()),
    health,
    addDriver: async (driver) => void health.drivers.push(driver),
    addIncident: async ({ tenantId, id }, over) => void health.incidents.push({ tenantId, integrationId: id, over }),
  };
});

describeVendorRegistry(DOUBLE, { open: async (vendors, production) => new InMemoryVendorRegistry(vendors, production) });
