import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Logger } from '../../application/shared/logger.js';
import type { Secret } from '../../domain/shared/secret.js';
import { openKnex } from './database.js';
import type { DatabaseOptions } from './database.js';
import { FolderMigrationSource } from './migration-source.js';
import { ensureServiceRole } from './service-role.js';

const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../migrations');
/** Any fixed number; it names the lock "migrating Fleetbridge". */
const MIGRATION_LOCK = 7_236_114_902;

export interface MigrateOptions {
  readonly ownerUrl: Secret<string>;
  readonly serviceUrl: Secret<string>;
  readonly ssl: DatabaseOptions['ssl'];
  readonly logger: Logger;
}

/**
 * Prepares role and schema. Replicas that start together take turns under an advisory lock of one connection, which
 * dies with its process; knex's own lock row would outlive a kill -9, so it is freed once ours is held.
 */
export async function migrate({ ownerUrl, serviceUrl, ssl, logger }: MigrateOptions): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl.reveal(), ssl, application_name: 'fleetbridge-migration' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureServiceRole(lock, await loginOf(serviceUrl, ssl));
    return await runMigrations(ownerUrl, ssl, logger);
  } finally {
    await lock.end();
  }
}

async function runMigrations(ownerUrl: Secret<string>, ssl: DatabaseOptions['ssl'], logger: Logger): Promise<readonly string[]> {
  const knex = openKnex({ connectionString: ownerUrl, poolMax: 2, ssl, logger });
  const config = { migrationSource: new FolderMigrationSource(MIGRATIONS) };
  try {
    const [, pending] = (await knex.migrate.list(config)) as [unknown, unknown[]];
    if (pending.length === 0) return [];
    await knex.migrate.forceFreeMigrationsLock(config);
    const [, applied] = (await knex.migrate.latest(config)) as [number, string[]];
    logger.info('database.migrated', { applied });
    return applied;
  } finally {
    await knex.destroy();
  }
}

async function loginOf(url: Secret<string>, ssl: DatabaseOptions['ssl']): Promise<string> {
  const client = new pg.Client({ connectionString: url.reveal(), ssl });
  await client.connect();
  try {
    const { rows } = await client.query<{ login: string }>('select session_user as login');
    return rows[0]?.login ?? '';
  } finally {
    await client.end();
  }
}
