/** A JSON object from the wire, before anything about it is known. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});
const DRIVER_ID_LENGTH = 255;
/** NUL and lone surrogates: legal in JSON, refused by PostgreSQL, so one such text would cost us the whole page. */
const NOT_STORABLE = /\u0000|\p{Surrogate}/gu;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null on the wire means absent. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A nested object, or an empty one where the vendor sends none. */
export function partOf(fields: Fields, name: string): Fields {
  const part = fields[name];
  return isFields(part) ? part : NOTHING;
}

/** Vendor text as sent, cut to `maxLength` UTF-16 units, with what no database stores replaced by U+FFFD. */
export function cleanText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(NOT_STORABLE, '\uFFFD');
}

/**
 * A driver's id as an opaque string. Undefined for what cannot name a driver: blank, longer than 255, not storable, or a
 * number too large to have arrived intact (two drivers could have become one).
 */
export function driverIdOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > DRIVER_ID_LENGTH) return undefined;
  return value.search(NOT_STORABLE) === -1 ? value : undefined;
}
