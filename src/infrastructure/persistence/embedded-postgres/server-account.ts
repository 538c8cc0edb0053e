import { execFile } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { errorCode } from './system-error.js';

const run = promisify(execFile);

/** The user that initdb and postgres run as; undefined means the one we are. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | undefined;

/** The environment of every PostgreSQL program: nothing inherited; UTC also spares initdb its search for a time zone. */
export const serverEnvironment = { TZ: 'UTC', LC_ALL: 'C' } as const;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root: as root, the account `postgres` if there is one, else `nobody`. Creates no user. */
export function chooseServerAccount(): ServerAccount {
  if (!isRoot()) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const found = accounts.find(([name]) => name === wanted);
    // macOS writes nobody as -2.
    if (found !== undefined && Number(found[2]) !== 0) return { uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 };
  }
  throw new EmbeddedPostgresError('PostgreSQL does not run as root and there is no user "postgres" or "nobody": start as a normal user, or set DATABASE_URL.');
}

/** An existing cluster keeps the user that owns it; one that fell to root (`chown -R`) is given to the chosen account. */
export function accountOfCluster(cluster: string, chosen: ServerAccount): ServerAccount {
  const { uid, gid } = statSync(cluster);
  if (chosen === undefined) {
    if (uid === process.getuid?.()) return undefined;
    throw new EmbeddedPostgresError(`The database in ${cluster} belongs to another user (uid ${uid}): start as that user or root, or choose another DATA_DIR.`);
  }
  if (uid !== 0) return { uid, gid };
  giveAll(cluster, chosen);
  return chosen;
}

function giveAll(path: string, account: { readonly uid: number; readonly gid: number }): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chownSync(path, account.uid, account.gid);
  if (found.isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), account);
}

/** Whether the account may go through a directory and all above it. Judged by mode bits: a symlink must be resolved before. */
export function canTraverse(directory: string, account: ServerAccount): boolean {
  if (account === undefined) return true;
  const { uid, gid, mode } = statSync(directory);
  const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(directory);
  return (mode & needed) !== 0 && (parent === directory || canTraverse(parent, account));
}

/** Runs a PostgreSQL program as the account and gives what it printed; rejects with what it said otherwise. */
export async function runAs(account: ServerAccount, program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, args, { ...account, cwd: '/', env: serverEnvironment, timeout: 120_000 });
    return stdout;
  } catch (error) {
    const code = errorCode(error);
    // A root without the right to change its user, for example the only mapped user of a user namespace.
    if (account === undefined || (code !== 'EPERM' && code !== 'EINVAL')) throw error;
    throw new EmbeddedPostgresError(`PostgreSQL does not run as root, and this root may not start a program as uid ${account.uid}: start as a normal user, or set DATABASE_URL.`, { cause: error });
  }
}
