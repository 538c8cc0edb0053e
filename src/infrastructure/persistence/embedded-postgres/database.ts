import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerRole } from './cluster-creation.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { errorCode } from './system-error.js';

const DATABASE = 'fleetbridge';
const RECOVERY_MS = 60_000;

/** The address of a database on the server, for `pg` and knex. */
export function connectionString(port: number, password: string, database = DATABASE): string {
  return `postgres://${ownerRole}:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the database `fleetbridge` when it is missing. That we get in also proves the server is ours: SCRAM is mutual. */
export async function ensureDatabase(port: number, password: string, created: boolean): Promise<void> {
  try {
    if (!created && (await opens(connectionString(port, password)))) return;
    await withClient(connectionString(port, password, 'postgres'), (client) => client.query(`create database ${DATABASE}`));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(`The database server on 127.0.0.1:${port} cannot be used: ${why}`, { cause: error });
  }
}

async function opens(address: string): Promise<boolean> {
  for (const deadline = Date.now() + RECOVERY_MS; ; await sleep(25)) {
    try {
      await withClient(address, () => Promise.resolve());
      return true;
    } catch (error) {
      const code = errorCode(error);
      // invalid_catalog_name: there is no such database.
      if (code === '3D000') return false;
      // cannot_connect_now: it recovers from the crash of one of its processes.
      if (code !== '57P03' || Date.now() > deadline) throw error;
    }
  }
}

async function withClient(address: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
