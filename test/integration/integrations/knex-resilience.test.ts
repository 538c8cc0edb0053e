import { describeCircuitQueries } from '../../contracts/integrations/circuit-queries.contract.js';
import { describeCircuitStore } from '../../contracts/integrations/circuit-store.contract.js';
import type { OpenCircuits } from '../../contracts/integrations/circuit-store.contract.js';
import { describeVendorRateStore } from '../../contracts/integrations/vendor-rate-store.contract.js';
import { KnexCircuitQueries } from '../../../src/infrastructure/persistence/integrations/knex-circuit-queries.js';
import { KnexCircuitStore } from '../../../src/infrastructure/persistence/integrations/knex-circuit-store.js';
import { KnexVendorRateStore } from '../../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { CIRCUIT_RULES } from '../../support/doubles/integrations/in-memory-circuit-store.js';
import { openTestDatabase } from '../../support/test-database.js';
import { openKnexIntegrations } from './knex-integrations.js';

async function open(): Promise<OpenCircuits> {
  const knex = await openKnexIntegrations();
  return {
    ...knex,
    circuits: new KnexCircuitStore(knex.database, CIRCUIT_RULES),
    queries: new KnexCircuitQueries(knex.database),
    pass: async ({ integrationId }, seconds) => {
      const statement = 'update circuit set until = until - make_interval(secs => ?) where integration_id = ?';
      await knex.database.system((sql) => sql.raw(statement, [seconds, integrationId]));
    },
  };
}

describeCircuitStore('PostgreSQL', open);
describeCircuitQueries('PostgreSQL', open);

describeVendorRateStore('PostgreSQL', async () => {
  const { database, close } = await openTestDatabase();
  const statement = 'update vendor_permit set hits = array(select hit - make_interval(secs => ?) from unnest(hits) as hit order by 1) where account = ?';
  return {
    rates: new KnexVendorRateStore(database),
    pass: async (account, milliseconds) => {
      await database.knex.raw(statement, [milliseconds / 1000, account]);
    },
    close,
  };
});
