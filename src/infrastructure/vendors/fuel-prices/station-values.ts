import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import { decimalTextOf, isZero } from '../../../domain/fleet-data/decimal.js';
import { cleanText, isStorable } from '../wire-values.js';

const TEXT_LENGTH = 200;
const ID_LENGTH = 255;
const PLAIN_NUMBER = /^-?\d{1,9}(?:\.\d{1,20})?$/;
/** RFC 3339, and what fuel vendors send besides: no seconds, an offset without its colon. An offset there must be. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:Z|([+-]\d{2}):?(\d{2}))$/i;

/** A text without its outer blanks, at most 200 characters; a number as its digits. Undefined when nothing is left. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  const clean = typeof text === 'string' ? cleanText(text.trim(), TEXT_LENGTH) : '';
  return clean === '' ? undefined : clean;
}

/** An id as an opaque text. Undefined for what cannot name a station: blank, too long, not storable, a number that has lost digits. */
export function stationIdOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > ID_LENGTH) return undefined;
  return isStorable(value) ? value : undefined;
}

/** A finite number, also from a plain numeric text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string') return PLAIN_NUMBER.test(value) ? Number(value) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A distance, which is never negative. */
export function distanceOf(value: unknown): number | undefined {
  const distance = numberOf(value);
  return distance !== undefined && distance >= 0 ? distance + 0 : undefined; // + 0: JSON has -0
}

/** A point on earth. 0 is a coordinate; what is missing or out of range is not. */
export function coordinatesOf(latitude: unknown, longitude: unknown): Coordinates | undefined {
  const [north, east] = [numberOf(latitude), numberOf(longitude)];
  if (north === undefined || east === undefined || Math.abs(north) > 90 || Math.abs(east) > 180) return undefined;
  return { latitude: north + 0, longitude: east + 0 };
}

/** A coordinate for a query: at most 6 digits after the point (4 inches), never with an exponent. */
export function degreesText(degrees: number): string {
  return String(Math.round(degrees * 1e6) / 1e6 + 0);
}

/** A moment stated with its zone. Without one it could be any of 24, and an impossible day is no day: both undefined. */
export function momentOf(value: unknown): Date | undefined {
  const [, day, time, hours, minutes] = (typeof value === 'string' && MOMENT.exec(value)) || [];
  if (day === undefined || time === undefined || dayOf(day) === undefined) return undefined;
  const moment = new Date(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes ?? ''}`}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The start, in UTC, of a calendar day `YYYY-MM-DD`. The 30th of February is refused, not moved. */
export function dayOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const start = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(value) ? start : undefined;
}

/**
 * A price with the vendor's digits. Undefined without the moment it was set at, for then an old price would look fresh, and
 * for 0: nobody gives fuel away, feeds write it for "not sold here".
 */
export function priceOf(value: unknown, setAt: Date | undefined): string | undefined {
  const price = decimalTextOf(value);
  return price === undefined || setAt === undefined || isZero(price) ? undefined : price;
}
