import knexFactory from 'knex';
import type { Knex } from 'knex';
import pg from 'pg';
import type { Logger } from '../../application/shared/logger.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { TenantId } from '../../domain/shared/identifiers.js';

/** The role every query of the service runs as: it owns nothing, is no superuser and cannot bypass row level security. */
export const SERVICE_ROLE = 'fleetbridge_service';

// A calendar date has no zone: as text it cannot shift by a day. Counts and bigint ids stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface DatabaseOptions {
  readonly connectionString: Secret<string>;
  readonly poolMax: number;
  readonly ssl: boolean | { readonly rejectUnauthorized: boolean };
  readonly logger: Logger;
  /** Undefined for migrations, which run as the owner. */
  readonly role?: string;
}

/** What of knex's client we use beside its documented interface: one connection of its pool. */
interface ConnectionPool {
  acquireConnection(): Promise<pg.Client>;
  releaseConnection(client: pg.Client): Promise<void>;
}

/** Where SQL runs: in a transaction that sees one tenant's rows, or every tenant's. */
export interface SqlScope {
  tenant<Result>(tenantId: TenantId, work: (sql: Knex) => Promise<Result>): Promise<Result>;
  system<Result>(work: (sql: Knex) => Promise<Result>): Promise<Result>;
}

/** A pool of connections that all run as the service's role. */
export class Database implements SqlScope {
  constructor(readonly knex: Knex) {}

  tenant<Result>(tenantId: TenantId, work: (sql: Knex) => Promise<Result>): Promise<Result> {
    return this.knex.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant_id', ?, true)", [tenantId]);
      return work(trx);
    });
  }

  system<Result>(work: (sql: Knex) => Promise<Result>): Promise<Result> {
    return this.knex.transaction(async (trx) => {
      await trx.raw("select set_config('app.system', 'on', true)");
      return work(trx);
    });
  }

  /** One prepared statement outside any transaction, for SQL functions that set their own tenant. */
  async prepared<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const pool = this.knex.client as ConnectionPool;
    const client = await pool.acquireConnection();
    try {
      return (await client.query<Row>({ name, text, values: [...values] })).rows;
    } finally {
      await pool.releaseConnection(client);
    }
  }

  close(): Promise<void> {
    return this.knex.destroy();
  }
}

export function openKnex({ connectionString, poolMax, ssl, logger, role }: DatabaseOptions): Knex {
  return knexFactory({
    client: 'pg',
    connection: {
      connectionString: connectionString.reveal(),
      ssl,
      application_name: 'fleetbridge',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      // The server ends a statement after 30 s; a connection that has died silently is given up a little later.
      ...(role !== undefined && { query_timeout: 35_000 }),
      options: sessionOptions(role),
    },
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: 5_000,
    log: {
      warn: (message: unknown) => logger.warn('database.driver', { note: noteOf(message) }),
      error: (message: unknown) => logger.warn('database.driver', { note: noteOf(message) }),
      deprecate: () => undefined,
      debug: () => undefined,
    },
  });
}

/** Set at connection time, so that RESET ROLE leads back to the service's role and nowhere else. */
function sessionOptions(role: string | undefined): string {
  const timeouts = ['statement_timeout=30s', 'lock_timeout=10s', 'idle_in_transaction_session_timeout=30s'];
  // A migration may take as long as it takes.
  const settings = ['timezone=UTC', ...(role === undefined ? [] : [...timeouts, `role=${role}`])];
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

/** The first line only: the rest of a driver's message may hold SQL and values. */
function noteOf(message: unknown): string {
  const text = message instanceof Error ? message.message : String(message);
  return (text.split('\n', 1)[0] ?? '').slice(0, 120);
}
