import { spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import type { ClusterDirectory } from './cluster-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isServerOf, type Postmaster, readPostmaster } from './postmaster.js';
import { serverEnvironment, type ServerAccount } from './server-account.js';
import { serverArguments, type ServerSettings } from './server-settings.js';

/** Recovery of much WAL after a crash takes its time. */
const READY_MS = 120_000;
const RETRY_MS = 30_000;
const LOG_LIMIT_BYTES = 5_000_000;
/** Backends of a server that was killed still hold its memory; they leave within moments. */
const passing = /still in use|lock file ".*" already exists/;
const portTaken = /could not create any TCP\/IP sockets|could not bind/;

export interface PostmasterStart {
  readonly directory: ClusterDirectory;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly durable: boolean;
  readonly settings: ServerSettings;
}

/** Starts the server in its own session, so that a signal to our process group, or our death, does not reach it. */
export async function startPostmaster(start: PostmasterStart): Promise<Postmaster> {
  const { directory } = start;
  const left = readPostmaster(directory.cluster);
  // PostgreSQL refuses to start when the pid in a stale file was given to another program of the same user.
  if (left !== undefined && !isServerOf(directory.cluster, left.pid)) rmSync(join(directory.cluster, 'postmaster.pid'), { force: true });
  for (const deadline = Date.now() + RETRY_MS; ; await sleep(25)) {
    const port = await choosePort(directory.port);
    const outcome = await tryStart(start, port);
    if (typeof outcome !== 'string') {
      writeFileSync(directory.port, String(port));
      return outcome;
    }
    if (portTaken.test(outcome)) rmSync(directory.port, { force: true });
    else if (!passing.test(outcome) || Date.now() > deadline) {
      throw new EmbeddedPostgresError(`The database server did not start: ${reason(outcome)} (log: ${directory.serverLog})`);
    }
  }
}

/** The running server, or what it wrote to its log before it gave up. */
async function tryStart({ directory, binaries, account, durable, settings }: PostmasterStart, port: number): Promise<Postmaster | string> {
  const args = serverArguments({ cluster: directory.cluster, port, durable, settings, major: binaries.major });
  const logFile = openLog(directory.serverLog, account);
  const logStart = fstatSync(logFile).size;
  const child = spawn(binaries.postgres, args, { ...account, cwd: '/', env: serverEnvironment, detached: true, stdio: ['ignore', logFile, logFile] });
  closeSync(logFile);
  const deadline = Date.now() + READY_MS;
  let refused: Error | undefined;
  child.once('error', (error) => {
    refused = error;
  });
  child.unref();
  while (refused === undefined && child.exitCode === null && child.signalCode === null) {
    const found = readPostmaster(directory.cluster);
    if (found !== undefined && found.pid === child.pid && found.status === 'ready') return found;
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      return 'it was not ready in time';
    }
    await sleep(2);
  }
  if (refused !== undefined) return refused.message;
  return child.signalCode === null ? readFileSync(directory.serverLog).subarray(logStart).toString('utf8') : `${child.signalCode} ended it`;
}

/** The port of last time when it is free, so that another process's pool finds the server again; else any free one. */
async function choosePort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return (last > 0 ? await bindOnce(last) : undefined) ?? (await bindOnce(0)) ?? 0;
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}

function openLog(file: string, account: ServerAccount): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.old`);
  const opened = openSync(file, 'a', 0o600);
  if (account !== undefined) fchownSync(opened, account.uid, account.gid);
  return opened;
}

function reason(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?(FATAL|PANIC)/, '$1');
}
