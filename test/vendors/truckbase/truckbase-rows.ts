import type { GivenLoad } from '../../contracts/fleet-data/load-source-harness.js';
import type { Appointment, LoadLocation, LoadStatus } from '../../../src/domain/fleet-data/load.js';

type Row = Record<string, unknown>;

const WORDS: Readonly<Record<LoadStatus, string>> = {
  ASSIGNED: 'assigned',
  IN_TRANSIT: 'in_transit',
  DELIVERED: 'delivered',
  CANCELLED: 'cancelled',
  UNKNOWN: 'on hold',
};

/** Listed by a vendor that was asked for `status=active`. */
export function isListed({ status }: GivenLoad): boolean {
  return status !== 'DELIVERED' && status !== 'CANCELLED';
}

/** A load as Truckbase sends it: now under one set of names, now under the other. */
export function truckbaseRow(load: GivenLoad): Row {
  const { externalLoadId: id, status, pickup, delivery, pickupAppointment, deliveryAppointment, driver, miles } = load;
  if (Number(id) % 2 === 0) {
    return {
      loadId: Number(id), status: WORDS[status], origin: place(pickup, 'latitude', 'longitude'), destination: place(delivery, 'latitude', 'longitude'),
      pickup_appointment: time(pickupAppointment), delivery_appointment: time(deliveryAppointment), driver_id: driver ?? null, distance: miles ?? null,
    };
  }
  return {
    id, status: WORDS[status], pickup: place(pickup, 'lat', 'lon'), delivery: place(delivery, 'lat', 'lon'),
    pickupTime: time(pickupAppointment), deliveryTime: time(deliveryAppointment), driverId: driver, miles,
  };
}

function place(location: Partial<LoadLocation> | undefined, latitudeName: string, longitudeName: string): Row | undefined {
  if (location === undefined) return undefined;
  const { latitude, longitude, ...address } = location;
  return { ...address, [latitudeName]: latitude, [longitudeName]: longitude };
}

function time(appointment: Appointment | undefined): string | undefined {
  if (appointment === undefined) return undefined;
  return 'local' in appointment ? appointment.local : appointment.at.toISOString();
}
