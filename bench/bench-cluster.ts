import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';

/** A PostgreSQL of its own with fsync on, as in earnest, thrown away afterwards. */
export interface BenchCluster {
  readonly directory: string;
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startBenchCluster(): Promise<BenchCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'fleetbridge-bench-'));
  chmodSync(directory, 0o711);
  const server = await startEmbeddedPostgres({ dataDir: directory });
  return {
    directory,
    database: async (name) => {
      await withClient(server.connectionString, (client) => client.query(`create database ${name}`));
      const address = new URL(server.connectionString);
      address.pathname = `/${name}`;
      return address.href;
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
