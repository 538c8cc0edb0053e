import type { DriverProfile } from '../fleet/driver-profile.js';
import type { SimulatedLoad } from '../freight/living-loads.js';
import type { Place } from '../freight/us-places.js';

/** A JSON object as a LoadMaster server would send it: every value a text, nulls left out. */
export type WireRow = Readonly<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
const COMPANY = 'TMS';

const CODES: Readonly<Record<SimulatedLoad['status'], readonly [code: string, words: string]>> = {
  ASSIGNED: ['A', 'Available'],
  IN_TRANSIT: ['P', 'In Progress'],
  DELIVERED: ['D', 'Delivered'],
  CANCELLED: ['V', 'Void'],
};

/** Seven digits, as an order id of eight characters at most. */
export function orderIdOf(serial: number): string {
  return String(serial).padStart(7, '0');
}

/** Undefined for a text that is no id of a simulated order. */
export function serialOf(id: string): number | undefined {
  return /^\d{7,12}$/.test(id) ? Number(id) : undefined;
}

export function statusCodeOf(load: SimulatedLoad): string {
  return CODES[load.status][0];
}

/** An order with its stops, not in the order of the trip, and the movement that names the driver. */
export function orderRow(load: SimulatedLoad): WireRow {
  const [status, statusDescr] = CODES[load.status];
  const id = orderIdOf(load.serial);
  return {
    __type: 'orders',
    __name: 'orders',
    __statusDescr: statusDescr,
    company_id: COMPANY,
    id,
    status,
    bill_distance: load.miles.toFixed(1),
    bill_distance_um: 'MI',
    weight: '38000.0',
    weight_um: 'LBS',
    stops: stopRows(load, id).reverse(),
    ...(load.driver === undefined ? {} : { movements: [movementRow(load, load.driver, id)] }),
  };
}

/** Every fourth load has a stop on the way where the trailer changes tractors: neither pickup nor delivery. */
function stopRows(load: SimulatedLoad, id: string): WireRow[] {
  const { pickup, delivery, pickupAt, deliveryAt, status } = load;
  const wasPickedUp = status === 'IN_TRANSIT' || status === 'DELIVERED';
  const relay = load.serial % 4 === 0 ? [stopRow({ id, sequence: 2, type: 'SP', place: pickup, at: pickupAt, arrived: false })] : [];
  return [
    stopRow({ id, sequence: 1, type: 'PU', place: pickup, at: pickupAt, arrived: wasPickedUp }),
    ...relay,
    stopRow({ id, sequence: 2 + relay.length, type: 'SO', place: delivery, at: deliveryAt, arrived: status === 'DELIVERED' }),
  ];
}

interface Stop {
  readonly id: string;
  readonly sequence: number;
  readonly type: 'PU' | 'SP' | 'SO';
  readonly place: Place;
  readonly at: Date;
  readonly arrived: boolean;
}

function stopRow({ id, sequence, type, place, at, arrived }: Stop): WireRow {
  return {
    __type: 'stop',
    __name: 'stops',
    company_id: COMPANY,
    id: `${id}-${sequence}`,
    order_id: id,
    order_sequence: String(sequence),
    stop_type: type,
    address: place.address,
    city_name: place.city,
    state: place.state,
    zip_code: place.zip,
    latitude: place.latitude.toFixed(6),
    longitude: place.longitude.toFixed(6),
    sched_arrive_early: mcleodTime(at, place),
    sched_arrive_late: mcleodTime(new Date(at.getTime() + 2 * HOUR_MS), place),
    ...(arrived ? { actual_arrival: mcleodTime(at, place) } : {}),
  };
}

function movementRow(load: SimulatedLoad, driver: DriverProfile, orderId: string): WireRow {
  return { __type: 'movement', __name: 'movements', company_id: COMPANY, id: `M${orderId}`, status: statusCodeOf(load), driver_id: driver.id };
}

/** A driver. The real row is full of personal data, so this one has some too, all of it impossible. */
export function driverRow({ id, name, active, index }: DriverProfile): WireRow {
  return {
    __type: 'driver',
    __name: 'driver',
    company_id: COMPANY,
    id,
    name: name.full,
    is_active: active ? 'Y' : 'N',
    social_security_no: `000-00-${String(index % 10_000).padStart(4, '0')}`,
    birth_date: '18990101000000-0600',
    license_no: `SIM${String(index).padStart(6, '0')}`,
    cell_phone: `555-0100-${index}`,
    eld_password: 'never-store-this',
  };
}

/** `20251012000000-0700`: the clock where the stop is, then its offset. */
function mcleodTime(time: Date, { utcOffsetHours }: Place): string {
  const clock = new Date(time.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return `${clock}-${String(-utcOffsetHours).padStart(2, '0')}00`;
}
