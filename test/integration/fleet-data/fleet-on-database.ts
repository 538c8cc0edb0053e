import type { VendorContacts } from '../../../src/application/shared/vendor-contacts.js';
import { HosIntegrationLinks } from '../../../src/infrastructure/persistence/fleet-data/hos-integration-links.js';
import { KnexAssignableDrivers } from '../../../src/infrastructure/persistence/fleet-data/knex-assignable-drivers.js';
import { KnexDriverQueries } from '../../../src/infrastructure/persistence/fleet-data/knex-driver-queries.js';
import { KnexDriverRepository } from '../../../src/infrastructure/persistence/fleet-data/knex-driver-repository.js';
import { KnexLoadQueries } from '../../../src/infrastructure/persistence/fleet-data/knex-load-queries.js';
import { KnexLoadStore } from '../../../src/infrastructure/persistence/fleet-data/knex-load-store.js';
import { KnexRosterStore } from '../../../src/infrastructure/persistence/fleet-data/knex-roster-store.js';
import { KnexHosOverrideRepository } from '../../../src/infrastructure/persistence/hours-of-service/knex-hos-override-repository.js';
import { KnexHosQueries } from '../../../src/infrastructure/persistence/hours-of-service/knex-hos-queries.js';
import { KnexHosSnapshotStore } from '../../../src/infrastructure/persistence/hours-of-service/knex-hos-snapshot-store.js';
import { KnexIntegrationContacts } from '../../../src/infrastructure/persistence/integrations/knex-integration-contacts.js';
import { KnexIntegrationRepository } from '../../../src/infrastructure/persistence/integrations/knex-integration-repository.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexSyncQueries } from '../../../src/infrastructure/persistence/sync-history/knex-sync-queries.js';
import { KnexSyncRunStore } from '../../../src/infrastructure/persistence/sync-history/knex-sync-run-store.js';
import { KnexSyncTargets } from '../../../src/infrastructure/persistence/sync-history/knex-sync-targets.js';
import { RandomIdGenerator } from '../../../src/infrastructure/runtime/system.js';
import { rosterOn } from '../../support/doubles/hours-of-service/roster-on.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { GivenInDatabase } from './given-in-database.js';

/** The Knex adapters of fleet-data, hours-of-service and sync-history over one database. */
export class FleetOnDatabase {
  readonly given: GivenInDatabase;
  readonly drivers: KnexDriverRepository;
  readonly driverQueries: KnexDriverQueries;
  readonly driverLinks: HosIntegrationLinks;
  readonly rosterStore: KnexRosterStore;
  readonly loadStore: KnexLoadStore;
  readonly loadQueries: KnexLoadQueries;
  readonly assignableDrivers: KnexAssignableDrivers;
  readonly hosQueries: KnexHosQueries;
  readonly snapshots: KnexHosSnapshotStore;
  readonly overrides: KnexHosOverrideRepository;
  readonly contacts: VendorContacts;
  readonly runs: KnexSyncRunStore;
  readonly syncQueries: KnexSyncQueries;
  readonly targets: KnexSyncTargets;

  constructor(readonly database: Database) {
    this.given = new GivenInDatabase(database);
    this.drivers = new KnexDriverRepository(database);
    this.driverQueries = new KnexDriverQueries(database);
    this.driverLinks = new HosIntegrationLinks(new KnexIntegrationRepository(database));
    this.rosterStore = new KnexRosterStore(database);
    this.loadStore = new KnexLoadStore(database);
    this.loadQueries = new KnexLoadQueries(database);
    this.assignableDrivers = new KnexAssignableDrivers(database);
    this.hosQueries = new KnexHosQueries(database);
    this.snapshots = new KnexHosSnapshotStore(database);
    this.overrides = new KnexHosOverrideRepository(database);
    this.contacts = contactsOn(database);
    this.runs = new KnexSyncRunStore(database, new RandomIdGenerator(), 30);
    this.syncQueries = new KnexSyncQueries(database);
    this.targets = new KnexSyncTargets(database);
  }

  get roster(): ReturnType<typeof rosterOn> {
    return rosterOn(this.rosterStore);
  }

  /** The database is the file's; every test brings tenants of its own. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** As the composition root makes it. */
function contactsOn(database: Database): VendorContacts {
  const contacts = new KnexIntegrationContacts(database);
  return {
    succeeded: (tenantId, id) => contacts.recordSuccess(tenantId, id),
    failed: (tenantId, id, error) => contacts.recordFailure(tenantId, id, error.message),
  };
}

/** One database for the file that calls this: opened before its tests, dropped after them. */
export function useFleetDatabase(): { readonly open: () => Promise<FleetOnDatabase>; readonly file: () => TestDatabase } {
  let opened: TestDatabase | undefined;
  const file = (): TestDatabase => {
    if (opened === undefined) throw new Error('The database is not open.');
    return opened;
  };
  before(async function openDatabase() {
    this.timeout(60_000);
    opened = await openTestDatabase();
  });
  after(async function dropDatabase() {
    this.timeout(60_000);
    await opened?.close();
  });
  return { open: () => Promise.resolve(new FleetOnDatabase(file().database)), file };
}
