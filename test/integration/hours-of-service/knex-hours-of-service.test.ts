import { describeHosOverrideRepository } from '../../contracts/hours-of-service/hos-override-repository.contract.js';
import { describeHosQueries } from '../../contracts/hours-of-service/hos-queries.contract.js';
import { describeHosSnapshotStore } from '../../contracts/hours-of-service/hos-snapshot-store.contract.js';
import { describeRoster } from '../../contracts/hours-of-service/roster.contract.js';
import { describeVendorContacts } from '../../contracts/hours-of-service/vendor-contacts.contract.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';

describe('Hours of service on PostgreSQL', () => {
  const { open } = useFleetDatabase();

  describeHosQueries('Knex', open);
  describeHosSnapshotStore('Knex', open);
  describeHosOverrideRepository('Knex', open);
  describeVendorContacts('Knex', open);
  describeRoster('Knex', open);
});
