import { describeAssignableDrivers } from '../../contracts/fleet-data/assignable-drivers.contract.js';
import { describeDriverLinks } from '../../contracts/fleet-data/driver-links.contract.js';
import { describeDriverQueries } from '../../contracts/fleet-data/driver-queries.contract.js';
import { describeDriverRepository } from '../../contracts/fleet-data/driver-repository.contract.js';
import { describeLoadQueries } from '../../contracts/fleet-data/load-queries.contract.js';
import { describeLoadStore } from '../../contracts/fleet-data/load-store.contract.js';
import { describeRosterStore } from '../../contracts/fleet-data/roster-store.contract.js';
import { useFleetDatabase } from './fleet-on-database.js';

describe('Fleet data on PostgreSQL', () => {
  const { open } = useFleetDatabase();

  describeDriverRepository('Knex', open);
  describeDriverQueries('Knex', open);
  describeDriverLinks('Knex', open);
  describeRosterStore('Knex', open);
  describeLoadStore('Knex', open);
  describeLoadQueries('Knex', open);
  describeAssignableDrivers('Knex', open);
});
