const DECIMAL_SECONDS = /^(\d+(\.\d*)?|\.\d+)$/;
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];
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

/** NaN for anything that is not one of the three HTTP date forms: `Date.parse` alone takes `-5` for a date. */
function parseHttpDate(text: string): number {
  if (!HTTP_DATES.some((form) => form.test(text))) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
