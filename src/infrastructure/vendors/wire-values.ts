/** A JSON object from the wire, before anything about it is known. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});
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

/** True for text that a database stores as it stands. */
export function isStorable(text: string): boolean {
  return text.search(NOT_STORABLE) === -1;
}

/** Vendor text as sent, cut to `maxLength` UTF-16 units, with what no database stores replaced by U+FFFD. */
export function cleanText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(NOT_STORABLE, '\uFFFD');
}
