import { decimalTextOf, isZero } from '../../../domain/fleet-data/decimal.js';
import { numberOf } from '../reading/wire-values.js';

/** RFC 3339, and what fuel vendors send besides: no seconds, an offset without its colon. An offset there must be. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:Z|([+-]\d{2}):?(\d{2}))$/i;

/** A distance, which is never negative. */
export function distanceOf(value: unknown): number | undefined {
  const distance = numberOf(value);
  return distance !== undefined && distance >= 0 ? distance : undefined;
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
