import type { Appointment, LoadLocation, LoadObservation, LoadStatus } from '../../../domain/fleet-data/load.js';
import { appointmentOf, firstOf, locationOf, milesOf } from '../reading/load-values.js';
import { idOf, isFields, rawWordOf, type Fields } from '../reading/wire-values.js';

const TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A Map: an object would find `constructor`. */
const STATUS_BY_WORD: ReadonlyMap<string, LoadStatus> = new Map<string, LoadStatus>([
  ['assigned', 'ASSIGNED'],
  ['in_transit', 'IN_TRANSIT'],
  ['delivered', 'DELIVERED'],
  ['cancelled', 'CANCELLED'],
  ['canceled', 'CANCELLED'],
]);

/** In any letter case, with blanks or hyphens for underscores. `active` is a filter, not a status: it is UNKNOWN. */
export function loadStatusOf(word: unknown): LoadStatus {
  if (typeof word !== 'string') return 'UNKNOWN';
  return STATUS_BY_WORD.get(word.trim().toLowerCase().replace(/[\s-]+/g, '_')) ?? 'UNKNOWN';
}

/** With `Z` or an offset a moment; without one a clock time, for Truckbase does not say of which zone. */
export function truckbaseTimeOf(text: unknown): Appointment | undefined {
  if (typeof text !== 'string') return undefined;
  const [, ...parts] = TIME.exec(text.trim()) ?? [];
  return parts.length === 0 ? undefined : appointmentOf(parts.slice(0, 6), parts[6]);
}

/** One text is the address and nothing more: nobody takes it apart. */
export function truckbasePlaceOf(sent: unknown): LoadLocation | undefined {
  if (!isFields(sent)) return locationOf({ address: typeof sent === 'string' ? sent : undefined });
  const { address, city, state, zip, lat, latitude, lon, longitude } = sent;
  return locationOf({ address, city, state, zip, latitude: lat ?? latitude, longitude: lon ?? longitude });
}

/**
 * A load as `GET /loads` and `GET /loads/{id}` send it; undefined when it has no usable id. Two shapes are known (flat
 * texts; nested places under two sets of names) and each value is taken from the first spelling that has one, so a mixture
 * is read as well. Truckbase does not say how old its data is: `asOf` is the moment we asked.
 */
export function truckbaseLoadOf(row: unknown, asOf: Date): LoadObservation | undefined {
  if (!isFields(row)) return undefined;
  const externalLoadId = firstOf([row['id'], row['loadId']], idOf);
  if (externalLoadId === undefined) return undefined;
  return {
    externalLoadId,
    status: loadStatusOf(row['status']),
    statusRaw: typeof row['status'] === 'number' ? String(row['status']) : rawWordOf(row['status']),
    pickup: firstOf(spellings(row, 'pickup', 'origin', 'pickup_location'), truckbasePlaceOf),
    delivery: firstOf(spellings(row, 'delivery', 'destination', 'delivery_location'), truckbasePlaceOf),
    pickupAppointment: firstOf(spellings(row, 'pickup_time', 'pickupTime', 'pickup_appointment'), truckbaseTimeOf),
    deliveryAppointment: firstOf(spellings(row, 'delivery_time', 'deliveryTime', 'delivery_appointment'), truckbaseTimeOf),
    assignedExternalDriverId: firstOf(spellings(row, 'driverId', 'driver_id'), idOf),
    totalMiles: firstOf(spellings(row, 'miles', 'distance'), milesOf),
    asOf,
  };
}

function spellings(row: Fields, ...names: readonly string[]): readonly unknown[] {
  return names.map((name) => row[name]);
}

/** The list of loads: under `loads`, under `data`, or the body itself. Undefined when there is none. */
export function loadListOf(body: unknown): readonly unknown[] | undefined {
  if (!isFields(body)) return Array.isArray(body) ? body : undefined;
  const found = [body['loads'], body['data']].find((list) => Array.isArray(list));
  return Array.isArray(found) ? found : undefined;
}
