import { InMemoryCircuitQueries } from '../../support/doubles/integrations/in-memory-circuit-queries.js';
import { InMemoryCircuitStore } from '../../support/doubles/integrations/in-memory-circuit-store.js';
import { InMemoryIntegrationContacts } from '../../support/doubles/integrations/in-memory-integration-contacts.js';
import { InMemoryVendorRateStore } from '../../support/doubles/integrations/in-memory-vendor-rate-store.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { describeCircuitQueries } from './circuit-queries.contract.js';
import { describeCircuitStore } from './circuit-store.contract.js';
import type { OpenCircuits } from './circuit-store.contract.js';
import { describeVendorRateStore } from './vendor-rate-store.contract.js';

const DOUBLE = 'in memory';

async function open(): Promise<OpenCircuits> {
  const clock = new ManualClock();
  const tables = new IntegrationTables();
  const circuits = new InMemoryCircuitStore(clock);
  return {
    repositories: tables.repositories(OWN_TRANSACTIONS),
    contacts: new InMemoryIntegrationContacts(tables, clock),
    work: tables.unitOfWork(),
    tenant: async () => someTenant().id,
    damage: () => Promise.resolve(),
    circuits,
    queries: new InMemoryCircuitQueries(circuits, tables),
    pass: async (_key, seconds) => clock.advance(seconds * 1000),
    close: () => Promise.resolve(),
  };
}

describeCircuitStore(DOUBLE, open);
describeCircuitQueries(DOUBLE, open);

describeVendorRateStore(DOUBLE, async () => {
  const clock = new ManualClock();
  return { rates: new InMemoryVendorRateStore(clock), pass: async (_account, ms) => clock.advance(ms), close: () => Promise.resolve() };
});
