import { parseHttpDate } from './http-date.js';

const DECIMAL_SECONDS = /^(\d+(\.\d*)?|\.\d+)$/;
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3; decimal seconds as Samsara sends them, `0.40235`).
 *
 * @returns whole milliseconds from `now`, rounded up, at most a day; undefined when the header says nothing we can
 *   use: missing, not a number or date, negative, zero, in the past
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  const milliseconds = DECIMAL_SECONDS.test(text) ? Number(text) * 1000 : parseHttpDate(text) - now.getTime();
  return milliseconds > 0 ? Math.min(Math.ceil(milliseconds), LONGEST_MS) : undefined;
}

