import type { Logger } from '../../application/shared/logger.js';
import { Secret } from '../../domain/shared/secret.js';
import type { Config } from '../config/config.js';
import { Database, SERVICE_ROLE, openKnex } from './database.js';
import type { DatabaseOptions } from './database.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
import { migrate } from './migrate.js';
import { assertUnprivileged } from './service-role.js';

export interface OpenedDatabase {
  readonly database: Database;
  /** Closes the pool, and the embedded server when nobody else uses it. */
  close(): Promise<void>;
}

/** The configured database, or the embedded one: migrated, and opened as the service's role. */
export async function openDatabase(config: Config, logger: Logger): Promise<OpenedDatabase> {
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: (event, fields) => { logger.info(event, fields); } })
      : undefined;
  try {
    const serviceUrl = config.databaseUrl ?? new Secret(embedded?.connectionString ?? '');
    const ssl = sslOf(config);
    await migrate({ ownerUrl: config.migrationUrl ?? serviceUrl, serviceUrl, ssl, logger });
    const { DATABASE_POOL_MAX: poolMax } = config.settings;
    const knex = openKnex({ connectionString: serviceUrl, poolMax, ssl, logger, role: SERVICE_ROLE });
    const database = new Database(knex);
    await assertUnprivileged(async (text) => (await knex.raw<{ rows: { name: string; privileged: boolean; owns: boolean }[] }>(text)).rows);
    const close = async (): Promise<void> => {
      await database.close();
      await embedded?.stop();
    };
    return { database, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function sslOf({ settings }: Config): DatabaseOptions['ssl'] {
  switch (settings.DATABASE_SSL) {
    case 'off':
      return false;
    case 'require':
      return { rejectUnauthorized: true };
    case 'no-verify':
      return { rejectUnauthorized: false };
  }
}
