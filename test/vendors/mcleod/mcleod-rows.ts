import type { GivenLoad } from '../../contracts/fleet-data/load-source-harness.js';
import type { TmsDriver } from '../../../src/application/fleet-data/ports/load-source.js';
import type { Appointment, LoadLocation, LoadStatus } from '../../../src/domain/fleet-data/load.js';

type Row = Record<string, unknown>;

export const CODES: Readonly<Record<LoadStatus, string>> = { ASSIGNED: 'A', IN_TRANSIT: 'P', DELIVERED: 'D', CANCELLED: 'V', UNKNOWN: 'Q' };

/** An order as LoadMaster sends it, its stops not in the order of the trip. Nulls are left out, numbers are texts. */
export function orderRow(load: GivenLoad): Row {
  const { externalLoadId: id, status, pickup, delivery, pickupAppointment, deliveryAppointment, driver, miles } = load;
  const stops = [stopRow('SO', 9, delivery, deliveryAppointment), stopRow('PU', 1, pickup, pickupAppointment)].filter((row) => row !== undefined);
  return {
    __type: 'orders',
    company_id: 'TMS',
    id,
    status: CODES[status],
    ...(miles === undefined ? {} : { bill_distance: miles.toFixed(1), bill_distance_um: 'MI' }),
    ...(stops.length === 0 ? {} : { stops }),
    ...(driver === undefined ? {} : { movements: [{ __type: 'movement', __name: 'movements', driver_id: driver }] }),
  };
}

function stopRow(type: string, sequence: number, place: Partial<LoadLocation> = {}, appointment?: Appointment): Row | undefined {
  if (Object.keys(place).length === 0 && appointment === undefined) return undefined;
  const { address, city, state, zip, latitude, longitude } = place;
  const row = {
    address, city_name: city, state, zip_code: zip, latitude: latitude?.toFixed(4), longitude: longitude?.toFixed(4),
    sched_arrive_early: appointment && mcleodTime(appointment),
  };
  const sent = Object.entries(row).filter(([, value]) => value !== undefined);
  return { __type: 'stop', __name: 'stops', stop_type: type, order_sequence: String(sequence), ...Object.fromEntries(sent) };
}

/** A moment is told by a clock seven hours behind UTC. */
function mcleodTime(appointment: Appointment): string {
  if ('local' in appointment) return appointment.local.replace(/[-:T]/g, '');
  const clock = new Date(appointment.at.getTime() - 7 * 3_600_000).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return `${clock}-0700`;
}

export function driverRow({ externalDriverId, name, isActive }: TmsDriver): Row {
  return { __type: 'driver', company_id: 'TMS', id: externalDriverId, name, is_active: isActive ? 'Y' : 'N', social_security_no: '000-00-0000' };
}
