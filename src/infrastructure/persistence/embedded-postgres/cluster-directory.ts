import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { ensureOutsidePlace, ensureProtectedDirectory } from './protected-directory.js';
import { accountOfCluster, canTraverse, type ServerAccount } from './server-account.js';

/** The paths of one database: all below `area`, which the server's user can reach. */
export interface ClusterDirectory {
  readonly area: string;
  /** PGDATA; exists only when it is complete. */
  readonly cluster: string;
  readonly password: string;
  readonly users: string;
  readonly port: string;
  readonly serverLog: string;
}

/** Makes `<dataDir>/postgres`, whatever the umask so that another user can go through it, and gives its real path. */
export function ensureDatabaseDirectory(dataDir: string): string {
  ensurePassable(dataDir);
  return ensurePassable(join(realpathSync(dataDir), 'postgres'));
}

function ensurePassable(directory: string): string {
  const made = mkdirSync(directory, { recursive: true });
  if (made === undefined) return directory;
  for (let path = directory; path.length >= made.length; path = dirname(path)) chmodSync(path, 0o711);
  return directory;
}

/**
 * Where the cluster of a data directory is: in it, or, when the server's user cannot go there (a clone in a root home or
 * below a private temporary directory), in a place outside that a file `location` in it names.
 * A copied data directory does not share the cluster of the original; a moved one keeps its own.
 */
export function findClusterDirectory(
  databaseDirectory: string,
  account: ServerAccount,
  log: (event: string, fields: Record<string, unknown>) => void,
): ClusterDirectory {
  const inside = clusterDirectory(databaseDirectory);
  if (existsSync(inside.cluster)) return reachable(inside, accountOfCluster(inside.cluster, account));
  const location = join(databaseDirectory, 'location');
  const outside = existsSync(location) ? readFileSync(location, 'utf8').trim() : undefined;
  if (outside !== undefined && existsSync(outside) && belongsTo(outside, databaseDirectory)) return clusterDirectory(outside);
  if (canTraverse(databaseDirectory, account)) return inside;
  const area = join(ensureOutsidePlace(), `${hash(databaseDirectory)}-${randomBytes(4).toString('hex')}`);
  ensureProtectedDirectory(area);
  writeFileSync(join(area, 'owner'), databaseDirectory);
  writeFileSync(location, area);
  log('database.placed-outside', { area, because: `the database's user cannot enter ${databaseDirectory}` });
  return clusterDirectory(area);
}

function clusterDirectory(area: string): ClusterDirectory {
  const below = (name: string): string => join(area, name);
  return { area, cluster: below('cluster'), password: below('password'), users: below('users'), port: below('port'), serverLog: below('postgres.log') };
}

function reachable(directory: ClusterDirectory, account: ServerAccount): ClusterDirectory {
  if (!canTraverse(directory.area, account)) {
    throw new EmbeddedPostgresError(`The database's user (uid ${account?.uid}) may not enter ${directory.area}: give the folders above it "chmod o+x".`);
  }
  return directory;
}

/** Ours, or of a directory that is gone: then ours was moved here. */
function belongsTo(area: string, databaseDirectory: string): boolean {
  const owner = readFileSync(join(area, 'owner'), 'utf8');
  if (owner === databaseDirectory) return true;
  if (existsSync(owner)) return false;
  writeFileSync(join(area, 'owner'), databaseDirectory);
  return true;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
