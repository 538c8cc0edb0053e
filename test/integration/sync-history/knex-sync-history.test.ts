import { describeSyncQueries } from '../../contracts/sync-history/sync-queries.contract.js';
import { describeSyncRunStore } from '../../contracts/sync-history/sync-run-store.contract.js';
import { describeSyncTargets } from '../../contracts/sync-history/sync-targets.contract.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';

describe('Sync history on PostgreSQL', () => {
  const { open } = useFleetDatabase();

  describeSyncRunStore('Knex', open);
  describeSyncQueries('Knex', open);
  describeSyncTargets('Knex', open);
});
