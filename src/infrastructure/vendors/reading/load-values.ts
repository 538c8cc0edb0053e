import type { Appointment, LoadLocation } from '../../../domain/fleet-data/load.js';
import { coordinatesOf, numberOf, textOf } from './wire-values.js';

/** Four times around the earth. No load is hauled that far, so a longer way is in another unit and means nothing. */
const LONGEST_MILES = 100_000;
const MINUTE_MS = 60_000;
/** Clocks on earth are at most 14 hours off UTC (Kiribati). */
const WIDEST_OFFSET_MINUTES = 14 * 60;
const OFFSET = /^([+-])(\d{2})(?::?(\d{2}))?$/;

/** A distance in miles; 0 is one. Undefined for a distance that cannot be. */
export function milesOf(value: unknown): number | undefined {
  const miles = numberOf(value);
  return miles !== undefined && miles >= 0 && miles <= LONGEST_MILES ? miles : undefined;
}

/** The first of several spellings that says something. */
export function firstOf<T>(values: readonly unknown[], read: (value: unknown) => T | undefined): T | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a vendor calls the parts of a place; each may be missing. */
export interface SentPlace {
  readonly address?: unknown;
  readonly city?: unknown;
  readonly state?: unknown;
  readonly zip?: unknown;
  readonly latitude?: unknown;
  readonly longitude?: unknown;
}

/** A place; undefined when the vendor says nothing about it. Half a point, or one that is not on earth, is no point. */
export function locationOf(sent: SentPlace): LoadLocation | undefined {
  const point = coordinatesOf(sent.latitude, sent.longitude);
  const place: LoadLocation = {
    address: textOf(sent.address),
    city: textOf(sent.city),
    state: textOf(sent.state),
    zip: textOf(sent.zip),
    latitude: point?.latitude,
    longitude: point?.longitude,
  };
  return Object.values(place).some((part) => part !== undefined) ? place : undefined;
}

/**
 * A clock time from its parts, two digits each and four for the year. With an offset (`Z`, `-0600`, `-06:00`, `-06`) it is a
 * moment; without one nobody knows which, so it stays a clock time. Undefined for a time that no calendar has.
 */
export function appointmentOf(parts: readonly (string | undefined)[], offset: string | undefined): Appointment | undefined {
  const [year = '', month = '', day = '', hour = '', minute = '', second = '00'] = parts;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${local}Z`);
  // A date that rolls over (30 February) comes out as another one.
  if (Number.isNaN(asUtc.getTime()) || asUtc.getTime() < 0 || asUtc.toISOString().slice(0, 19) !== local) return undefined;
  if (offset === undefined) return { local };
  const minutes = offsetMinutesOf(offset);
  return minutes === undefined ? undefined : { at: new Date(asUtc.getTime() - minutes * MINUTE_MS) };
}

function offsetMinutesOf(offset: string): number | undefined {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours, minutes = '00'] = OFFSET.exec(offset) ?? [];
  if (sign === undefined || Number(minutes) > 59) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  if (total > WIDEST_OFFSET_MINUTES) return undefined;
  return sign === '-' ? -total : total;
}
