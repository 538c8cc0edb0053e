import type { LogFields } from '../../application/shared/logger.js';

const SECRET_NAME = /authori[sz]ation|password|passwd|secret|token|api[-_]?key|cookie|credential|signature/i;
const RESERVED = ['level', 'message', 'timestamp'];
const MAX_TEXT = 2_000;

/**
 * What of a log line's fields may be written: errors as name, first line and stack frames without messages; values under
 * secret-sounding names as `[secret]`; texts cut. `Secret` prints itself.
 */
export function safeFields(fields: LogFields): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    safe[RESERVED.includes(name) ? `${name}_` : name] = SECRET_NAME.test(name) ? '[secret]' : safeValue(value, 1);
  }
  return safe;
}

function safeValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return safeError(value);
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (typeof value !== 'object' || value === null || value instanceof Date || 'toJSON' in value) return value;
  if (depth > 4) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 100).map((item: unknown) => safeValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SECRET_NAME.test(name) ? '[secret]' : safeValue(inner, depth + 1)]),
  );
}

/** Messages of drivers may hold SQL, URLs or values after the first line; the frames hold code positions only. */
function safeError(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: withoutSql(error.message),
    ...(code !== undefined && { code }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
  };
}

const STATEMENT = /^\s*(?:select|insert|update|delete|with|begin|call|set)\b/i;

/** Knex puts the statement, which may have several lines, before ` - `; what PostgreSQL says comes last. */
function withoutSql(message: string): string {
  const [, ...parts] = STATEMENT.test(message) ? message.split(' - ') : ['', message];
  const said = parts.at(-1) ?? 'A statement failed.';
  return (said.split('\n', 1)[0] ?? '').slice(0, 300);
}
