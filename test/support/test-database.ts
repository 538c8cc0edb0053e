import { randomUUID } from 'node:crypto';
import { Secret } from '../../src/domain/shared/secret.js';
import { Database, SERVICE_ROLE, openKnex } from '../../src/infrastructure/persistence/database.js';
import { migrate } from '../../src/infrastructure/persistence/migrate.js';
import { createDatabase, dropDatabase } from './embedded-cluster.js';
import { RecordingLogger } from './recording-logger.js';

const TEMPLATE = 'fleetbridge_template';

export interface TestDatabase {
  /** Opened as the service's role. */
  readonly database: Database;
  /** The owner's address: a superuser, for looking behind row level security. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

let template: Promise<void> | undefined;

/** A migrated database of its own, copied from a template that is migrated once per process. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { name, url } = await createTestDatabase();
  const logger = new RecordingLogger();
  const knex = openKnex({ connectionString: new Secret(url), poolMax: 10, ssl: false, logger, role: SERVICE_ROLE });
  const database = new Database(knex);
  const close = async (): Promise<void> => {
    await database.close();
    await dropDatabase(name);
  };
  return { database, ownerUrl: url, close };
}

/** The same without a connection, for tests that start whole services on it. */
export async function createTestDatabase(): Promise<{ readonly name: string; readonly url: string }> {
  await (template ??= migrateTemplate());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  return { name, url: await createDatabase(name, { template: TEMPLATE }) };
}

async function migrateTemplate(): Promise<void> {
  const url = new Secret(await createDatabase(TEMPLATE));
  await migrate({ ownerUrl: url, serviceUrl: url, ssl: false, logger: new RecordingLogger() });
}
