import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';

/** A JSON object from the wire, before anything about it is known. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});
/** NUL and lone surrogates: legal in JSON, refused by PostgreSQL, so one such text would cost us the whole page. */
const NOT_STORABLE = /\u0000|\p{Surrogate}/gu;
const ID_LENGTH = 255;
const TEXT_LENGTH = 200;
const RAW_WORD_LENGTH = 100;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;

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

/**
 * A vendor's id as an opaque text. Undefined for what cannot name anything: blank, longer than 255, not storable, or a
 * number too large to have arrived intact (two things could have become one).
 */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > ID_LENGTH) return undefined;
  return isStorable(value) ? value : undefined;
}

/** Text without the blanks around it, cut to 200; undefined where nothing is left. A number becomes its digits, as a ZIP code may. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const text = cleanText(value.trim(), TEXT_LENGTH);
  return text === '' ? undefined : text;
}

/** A vendor's own word, for a status for example, as sent, cut to 100. */
export function rawWordOf(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value, RAW_WORD_LENGTH) : undefined;
}

/** A finite number, sent as one or as a decimal text. Undefined for all else: never 0 for a missing one. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined; // JSON has -0
}

/** A point on earth. 0 is a coordinate; half a point, or one that is out of range, is none. */
export function coordinatesOf(sentLatitude: unknown, sentLongitude: unknown): Coordinates | undefined {
  const [latitude, longitude] = [numberOf(sentLatitude), numberOf(sentLongitude)];
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
