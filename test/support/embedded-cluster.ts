import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeIdentifier, Pool } from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';

/**
 * Lives in its own session and waits for the end of its input, which comes when this process ends in whatever way, kill
 * -9 included: then it stops the server, without a shutdown checkpoint, and removes the data. $1 is the directory.
 */
const WATCHER = `
cat >/dev/null
area="$1/postgres"
if [ -f "$area/location" ]; then area=$(cat "$area/location"); fi
pid=$(head -n 1 "$area/cluster/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
fi
rm -rf "$area" "$1"
`;

interface TestCluster {
  readonly server: EmbeddedPostgres;
  readonly admin: Pool;
  /** Ends the watcher's input; resolves when the server is stopped and its data are gone. */
  end(): Promise<void>;
}

let cluster: Promise<TestCluster> | undefined;

/** The address of the throw-away cluster's database `fleetbridge`; starts the cluster when it does not run yet. */
export async function clusterConnectionString(): Promise<string> {
  return (await startedCluster()).server.connectionString;
}

/** Makes a database, empty or as a copy of a template that nobody is connected to, and gives its address. */
export async function createDatabase(name: string, options: { readonly template?: string } = {}): Promise<string> {
  const { admin, server } = await startedCluster();
  const template = options.template === undefined ? '' : ` template ${escapeIdentifier(options.template)}`;
  await admin.query(`create database ${escapeIdentifier(name)}${template}`);
  const address = new URL(server.connectionString);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}

/** Removes a database, cutting the sessions on it; one that does not exist is fine. */
export async function dropDatabase(name: string): Promise<void> {
  const { admin } = await startedCluster();
  await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
}

/** Stops the cluster and removes its data. Without this call the same happens when the process ends. */
export async function stopCluster(): Promise<void> {
  const running = cluster;
  cluster = undefined;
  await (await running)?.end();
}

function startedCluster(): Promise<TestCluster> {
  cluster ??= startCluster();
  return cluster;
}

async function startCluster(): Promise<TestCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'fleetbridge-test-'));
  // The server may run as another user (as root it does), and mkdtemp lets nobody else in.
  chmodSync(directory, 0o711);
  const endData = watch(directory);
  const server = await startEmbeddedPostgres({ dataDir: directory, durable: false });
  const admin = new Pool({ connectionString: server.connectionString, max: 2, allowExitOnIdle: true });
  admin.on('error', () => undefined);
  return {
    server,
    admin,
    end: async () => {
      await admin.end();
      await endData();
    },
  };
}

function watch(directory: string): () => Promise<void> {
  const watcher = spawn('/bin/sh', ['-c', WATCHER, 'fleetbridge-test-watcher', directory], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => watcher.once('exit', () => resolve()));
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => {
    watcher.ref();
    watcher.stdin.end();
    return ended;
  };
}
