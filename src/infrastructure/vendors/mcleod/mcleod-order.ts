import type { LoadObservation, LoadStatus } from '../../../domain/fleet-data/load.js';
import { firstOf, locationOf, milesOf } from '../reading/load-values.js';
import { idOf, isFields, rawWordOf, textOf, type Fields } from '../reading/wire-values.js';
import { firstPickupOf, lastDeliveryOf } from './mcleod-stops.js';
import { mcleodTimeOf } from './mcleod-time.js';

/**
 * `orders.status`, one letter. The server's own documentation calls D delivered and P in progress; A (available: entered,
 * not yet under way) and V (void) are known from use. There are further codes: those are UNKNOWN.
 */
const STATUS_BY_CODE: ReadonlyMap<string, LoadStatus> = new Map<string, LoadStatus>([
  ['A', 'ASSIGNED'],
  ['P', 'IN_TRANSIT'],
  ['D', 'DELIVERED'],
  ['V', 'CANCELLED'],
]);

/** In either letter case; everything else is UNKNOWN. */
export function orderStatusOf(code: unknown): LoadStatus {
  return typeof code === 'string' ? (STATUS_BY_CODE.get(code.trim().toUpperCase()) ?? 'UNKNOWN') : 'UNKNOWN';
}

/**
 * An order as `/ws/orders/search` and `/ws/orders/{id}` send it; undefined when it has no usable id. The appointment is
 * the beginning of the stop's window, its end where no beginning is agreed. Every value is a text on the wire, and a null
 * is left out. LoadMaster does not say how old its data is: `asOf` is the moment we asked.
 */
export function mcleodOrderOf(row: unknown, asOf: Date): LoadObservation | undefined {
  if (!isFields(row)) return undefined;
  const externalLoadId = idOf(row['id']);
  if (externalLoadId === undefined) return undefined;
  const { status, stops } = row;
  const pickup = firstPickupOf(stops);
  const delivery = lastDeliveryOf(stops);
  return {
    externalLoadId,
    status: orderStatusOf(status),
    statusRaw: rawWordOf(status),
    pickup: pickup && placeOf(pickup),
    delivery: delivery && placeOf(delivery),
    pickupAppointment: pickup && firstOf([pickup['sched_arrive_early'], pickup['sched_arrive_late']], mcleodTimeOf),
    deliveryAppointment: delivery && firstOf([delivery['sched_arrive_early'], delivery['sched_arrive_late']], mcleodTimeOf),
    assignedExternalDriverId: driverOf(row),
    totalMiles: billedMilesOf(row),
    asOf,
  };
}

function placeOf(stop: Fields): ReturnType<typeof locationOf> {
  const { address, city_name: city, state, zip_code: zip, latitude, longitude } = stop;
  return locationOf({ address, city, state, zip, latitude, longitude });
}

/**
 * The driver named on the order or on a movement nested in it. Which of these a server fills is not published, so this
 * reading is ours. The driver of a movement's own (`override_driver_id`) is an outside carrier's, and not read.
 */
function driverOf(order: Fields): string | undefined {
  const nested = [order['movements'], order['movement']].flat();
  const movements = nested.filter(isFields).map((movement) => movement['driver_id']);
  return firstOf([order['driver_id'], ...movements], idOf);
}

/** The distance that is billed. Kilometres are not guessed into miles: only a distance in miles, or without a unit, counts. */
function billedMilesOf(order: Fields): number | undefined {
  const unit = textOf(order['bill_distance_um'])?.toUpperCase();
  return unit === undefined || unit === 'MI' ? milesOf(order['bill_distance']) : undefined;
}
