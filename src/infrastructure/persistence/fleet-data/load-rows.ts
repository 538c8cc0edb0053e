import type { AssignedLoad } from '../../../application/fleet-data/ports/load-store.js';
import { loadIdCandidates } from '../../../domain/fleet-data/load.js';
import type { Appointment, Load, LoadLocation, LoadStatus } from '../../../domain/fleet-data/load.js';
import { toDriverId, toIntegrationId, toLoadId } from '../../../domain/shared/identifiers.js';

/** A place as it is kept: what the vendor does not say is left out. */
type LocationValue = Partial<Record<keyof LoadLocation, string | number>>;

export interface LoadRow {
  load_id: string;
  integration_id: string;
  external_load_id: string;
  data_source: string;
  status: string;
  status_raw: string | null;
  gone: boolean;
  pickup: LocationValue | null;
  delivery: LocationValue | null;
  pickup_at: Date | null;
  pickup_local: string | null;
  delivery_at: Date | null;
  delivery_local: string | null;
  assigned_external_driver_id: string | null;
  assigned_driver_id: string | null;
  total_miles: number | null;
  as_of: Date;
}

/** Neither finished nor gone; as the partial indexes say it. */
export const ACTIVE = "status not in ('DELIVERED', 'CANCELLED') and not gone";

/** What `pageJson` writes, as PostgreSQL reads it back. */
export const PAGE_COLUMNS = `external_load_id text, first_choice text, second_choice text, status text, status_raw text,
  pickup jsonb, delivery jsonb, pickup_at timestamptz, pickup_local text, delivery_at timestamptz, delivery_local text,
  assigned_external_driver_id text, assigned_driver_id text, keep_driver boolean, total_miles double precision, as_of timestamptz`;

/** A whole page as one JSON value, in the order in which every writer locks its rows. */
export function pageJson(loads: readonly AssignedLoad[], vendor: string): string {
  const rows = loads.map((load) => {
    const [first_choice, second_choice] = loadIdCandidates(vendor, load.externalLoadId);
    return {
      external_load_id: load.externalLoadId,
      first_choice,
      second_choice,
      status: load.status,
      status_raw: load.statusRaw,
      pickup: load.pickup,
      delivery: load.delivery,
      ...appointmentColumns('pickup', load.pickupAppointment),
      ...appointmentColumns('delivery', load.deliveryAppointment),
      assigned_external_driver_id: load.assignedExternalDriverId,
      assigned_driver_id: load.assignedDriverId,
      keep_driver: load.keepDriver,
      total_miles: load.totalMiles,
      as_of: load.asOf,
    };
  });
  return JSON.stringify(rows.sort((a, b) => (a.external_load_id < b.external_load_id ? -1 : 1)));
}

export function toLoad(row: LoadRow): Load {
  return {
    loadId: toLoadId(row.load_id),
    integrationId: toIntegrationId(row.integration_id),
    externalLoadId: row.external_load_id,
    dataSource: row.data_source,
    status: row.status as LoadStatus,
    statusRaw: row.status_raw ?? undefined,
    gone: row.gone,
    pickup: toLocation(row.pickup),
    delivery: toLocation(row.delivery),
    pickupAppointment: toAppointment(row.pickup_at, row.pickup_local),
    deliveryAppointment: toAppointment(row.delivery_at, row.delivery_local),
    assignedExternalDriverId: row.assigned_external_driver_id ?? undefined,
    assignedDriverId: row.assigned_driver_id === null ? undefined : toDriverId(row.assigned_driver_id),
    totalMiles: row.total_miles ?? undefined,
    asOf: row.as_of,
  };
}

function appointmentColumns(stop: 'pickup' | 'delivery', appointment: Appointment | undefined): Readonly<Record<string, Date | string>> {
  if (appointment === undefined) return {};
  return 'at' in appointment ? { [`${stop}_at`]: appointment.at } : { [`${stop}_local`]: appointment.local };
}

function toAppointment(at: Date | null, local: string | null): Appointment | undefined {
  if (at !== null) return { at };
  return local === null ? undefined : { local };
}

function toLocation(value: LocationValue | null): LoadLocation | undefined {
  if (value === null) return undefined;
  const { address, city, state, zip, latitude, longitude } = value as Partial<LoadLocation>;
  return { address, city, state, zip, latitude, longitude };
}
