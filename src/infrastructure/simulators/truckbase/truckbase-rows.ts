import type { SimulatedLoad } from '../freight/living-loads.js';
import type { Place } from '../freight/us-places.js';

/** A JSON object as Truckbase would send it. */
export type WireRow = Readonly<Record<string, unknown>>;

/** The shapes Truckbase's loads are said to have: flat texts, nested places, or now one and now the other. */
export type LoadShape = 'flat' | 'nested' | 'mixed';

const WORDS: Readonly<Record<SimulatedLoad['status'], string>> = {
  ASSIGNED: 'assigned',
  IN_TRANSIT: 'in_transit',
  DELIVERED: 'delivered',
  CANCELLED: 'cancelled',
};
const HOUR_MS = 3_600_000;

export function truckbaseIdOf(load: SimulatedLoad): string {
  return `TB-${load.serial}`;
}

/** Undefined for a text that is no id of a simulated load. */
export function serialOf(id: string): number | undefined {
  const digits = /^TB-(\d{1,12})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A load in the shape asked for. Mixed: every third is flat, the others are nested, under either set of names. */
export function loadRow(load: SimulatedLoad, shape: LoadShape): WireRow {
  const turn = load.serial % 3;
  if (shape === 'flat' || (shape === 'mixed' && turn === 0)) return flatRow(load);
  return turn === 1 ? renamedRow(load) : nestedRow(load);
}

function flatRow(load: SimulatedLoad): WireRow {
  return {
    id: truckbaseIdOf(load),
    pickup_location: `${load.pickup.city}, ${load.pickup.state}`,
    pickup_time: withoutMilliseconds(load.pickupAt),
    delivery_location: `${load.delivery.city}, ${load.delivery.state}`,
    delivery_time: withoutMilliseconds(load.deliveryAt),
    status: WORDS[load.status],
  };
}

function nestedRow(load: SimulatedLoad): WireRow {
  return {
    id: truckbaseIdOf(load),
    pickup: { ...addressOf(load.pickup), lat: load.pickup.latitude, lon: load.pickup.longitude },
    delivery: { ...addressOf(load.delivery), lat: load.delivery.latitude, lon: load.delivery.longitude },
    pickupTime: withOffset(load.pickupAt, load.pickup),
    deliveryTime: withOffset(load.deliveryAt, load.delivery),
    ...(load.driver === undefined ? {} : { driverId: load.driver.id }),
    status: WORDS[load.status],
    miles: load.miles,
  };
}

/** The same under the other names, its times without an offset, its status in capitals. */
function renamedRow(load: SimulatedLoad): WireRow {
  return {
    loadId: truckbaseIdOf(load),
    origin: { ...addressOf(load.pickup), latitude: load.pickup.latitude, longitude: load.pickup.longitude },
    destination: { ...addressOf(load.delivery), latitude: load.delivery.latitude, longitude: load.delivery.longitude },
    pickup_appointment: localClock(load.pickupAt, load.pickup),
    delivery_appointment: localClock(load.deliveryAt, load.delivery),
    driver_id: load.driver?.id ?? null,
    status: WORDS[load.status].toUpperCase(),
    distance: load.miles,
  };
}

function addressOf({ address, city, state, zip }: Place): WireRow {
  return { address, city, state, zip };
}

function withoutMilliseconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function withOffset(time: Date, place: Place): string {
  return `${localClock(time, place)}-${String(-place.utcOffsetHours).padStart(2, '0')}:00`;
}

function localClock(time: Date, { utcOffsetHours }: Place): string {
  return new Date(time.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 19);
}
