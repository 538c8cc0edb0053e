import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export type ServerSettings = Readonly<Record<string, string>>;

/** A small server for one machine. WAL limits are set because initdb scales them down with `--wal-segsize=1`. */
const base: ServerSettings = {
  max_connections: '200',
  shared_buffers: '64MB',
  huge_pages: 'off',
  max_wal_size: '1GB',
  min_wal_size: '32MB',
  checkpoint_timeout: '15min',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not hold data: no statement texts, no details with values.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Loses data at a power cut; for tests. */
const notDurable: ServerSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** What the launcher decides alone: the server listens on the loopback address and nowhere else. */
const fixed = ['listen_addresses', 'port', 'unix_socket_directories', 'data_directory', 'hba_file', 'config_file', 'external_pid_file'];

export interface ServerStart {
  readonly cluster: string;
  readonly port: number;
  readonly durable: boolean;
  readonly settings: ServerSettings;
  readonly major: number;
}

/** Throws when a setting is one that the launcher decides, or no name of a setting at all. */
export function refuseFixedSettings(settings: ServerSettings): void {
  const refused = Object.keys(settings).find((name) => fixed.includes(name.toLowerCase()) || !/^[a-z_][a-z0-9_.]*$/i.test(name));
  if (refused !== undefined) throw new EmbeddedPostgresError(`The setting "${refused}" of the embedded database cannot be changed.`);
}

/** The command line of `postgres`. Settings stand here and not in postgresql.conf, so that an old cluster gets new ones. */
export function serverArguments({ cluster, port, durable, settings, major }: ServerStart): readonly string[] {
  const all: ServerSettings = {
    ...base,
    // Reads by the backend itself: no worker processes to start.
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(durable ? {} : notDurable),
    ...settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  return ['-D', cluster, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
