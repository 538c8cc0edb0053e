import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import type { ClusterDirectory } from './cluster-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { runAs, serverEnvironment, type ServerAccount } from './server-account.js';

const DRAFT = 'cluster.new-';

/** The superuser of the cluster. */
export const ownerRole = 'fleetbridge_owner';

/** Runs initdb with a random password. The cluster appears by one rename: one cut short is never mistaken for a database. */
export async function createCluster(directory: ClusterDirectory, binaries: PostgresBinaries, account: ServerAccount): Promise<void> {
  const draft = join(directory.area, `${DRAFT}${randomBytes(6).toString('hex')}`);
  const passwordForInitdb = join(draft, 'password');
  const cluster = join(draft, 'cluster');
  const password = randomBytes(24).toString('base64url');
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  writeFileSync(`${directory.password}.new`, password, { mode: 0o600 });
  give(draft, account);
  give(passwordForInitdb, account);
  try {
    await runAs(account, binaries.initdb, [
      `--pgdata=${cluster}`, `--username=${ownerRole}`, `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--wal-segsize=1', '--no-sync', '--no-instructions',
    ]);
  } catch (error) {
    removeDrafts(directory.area);
    throw new EmbeddedPostgresError(`initdb could not make a database in ${directory.area}: ${lastLine(error)}`, { cause: error });
  }
  renameSync(`${directory.password}.new`, directory.password);
  renameSync(cluster, directory.cluster);
  removeDrafts(directory.area);
}

/** Writes a new cluster to the disk in the background, instead of making the first start wait for it. */
export function syncInBackground(directory: ClusterDirectory, binaries: PostgresBinaries, account: ServerAccount): void {
  const child = spawn(binaries.initdb, ['--sync-only', `--pgdata=${directory.cluster}`], {
    ...account, cwd: '/', env: serverEnvironment, stdio: 'ignore', detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
}

/** The owner role's password. */
export function readPassword(directory: ClusterDirectory): string {
  try {
    return readFileSync(directory.password, 'utf8');
  } catch (error) {
    throw new EmbeddedPostgresError(`The password of the database cannot be read from ${directory.password}: start as the user that made it, or choose another DATA_DIR.`, { cause: error });
  }
}

/** An initdb whose starter was killed may still write into its draft; then the next start removes it. */
function removeDrafts(area: string): void {
  for (const name of readdirSync(area).filter((entry) => entry.startsWith(DRAFT))) {
    try {
      rmSync(join(area, name), { recursive: true, force: true });
    } catch {
      // Left for the next start.
    }
  }
}

function give(path: string, account: ServerAccount): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? ('stderr' in error && typeof error.stderr === 'string' && error.stderr !== '' ? error.stderr : error.message) : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
