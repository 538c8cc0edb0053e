/** The parts of an error of the `pg` driver that say what happened. */
interface PostgresError {
  readonly code: string;
  readonly constraint: string | undefined;
}

function asPostgresError(error: unknown): PostgresError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  return { code: error.code, constraint };
}

/** Whether a unique constraint was violated; with a name, that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const known = asPostgresError(error);
  return known?.code === '23505' && (constraint === undefined || known.constraint === constraint);
}

/** Whether a row that a foreign key needs is missing. */
export function isMissingReference(error: unknown): boolean {
  return asPostgresError(error)?.code === '23503';
}

const AWAY_CODES = /^(08|53|57P0|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57014|40001|40P01|55P03)/;
const AWAY_MESSAGES = /Connection terminated|connection error and is not queryable|Knex: Timeout acquiring|timeout expired|Query read timeout|Unable to acquire a connection/i;

/** Whether the database could not be reached or did not answer in time; a client may try again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return AWAY_CODES.test(asPostgresError(error)?.code ?? '') || AWAY_MESSAGES.test(error.message);
}

/** Whether PostgreSQL refused a value (class 22): a text with NUL, a number out of range. */
export function isRefusedValue(error: unknown): boolean {
  return asPostgresError(error)?.code.startsWith('22') ?? false;
}
