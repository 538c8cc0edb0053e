import type { DriverId, IntegrationId, LoadId } from '../shared/identifiers.js';

export const LOAD_STATUSES = ['ASSIGNED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED', 'UNKNOWN'] as const;

/** Where a load stands. UNKNOWN: the vendor's word cannot be placed; it is never taken for another. */
export type LoadStatus = (typeof LOAD_STATUSES)[number];

/** A pickup or delivery place. A vendor that sends one text gives `address` only. */
export interface LoadLocation {
  readonly address: string | undefined;
  readonly city: string | undefined;
  readonly state: string | undefined;
  readonly zip: string | undefined;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
}

/** When to be there: a moment, or a clock time whose zone the vendor does not tell (`2026-02-10T08:00:00`). */
export type Appointment = { readonly at: Date } | { readonly local: string };

/** What a TMS says about one load at one moment. Undefined is what it does not say. */
export interface LoadObservation {
  /** The vendor's id, an opaque text. */
  readonly externalLoadId: string;
  readonly status: LoadStatus;
  /** The vendor's own word, kept as sent. */
  readonly statusRaw: string | undefined;
  readonly pickup: LoadLocation | undefined;
  readonly delivery: LoadLocation | undefined;
  readonly pickupAppointment: Appointment | undefined;
  readonly deliveryAppointment: Appointment | undefined;
  /** The driver as the TMS names them. */
  readonly assignedExternalDriverId: string | undefined;
  readonly totalMiles: number | undefined;
  /** The moment we asked; no TMS tells how old its own data is. */
  readonly asOf: Date;
}

/** A load as it is stored. */
export interface Load extends LoadObservation {
  /** Unique in the tenant: the vendor's id, or `<vendor>-<id>` where another TMS has taken that. */
  readonly loadId: LoadId;
  readonly integrationId: IntegrationId;
  /** How answers name the vendor as their source: `truckbase_tms`. */
  readonly dataSource: string;
  /** The driver of this tenant; undefined while it is not certain whom the TMS means. */
  readonly assignedDriverId: DriverId | undefined;
  /** It was active, and then the vendor did not know it any more. */
  readonly gone: boolean;
}

/** Still to be hauled, for all we know: everything that is not surely over and not gone from the vendor. */
export function isActiveLoad({ status, gone }: Pick<Load, 'status' | 'gone'>): boolean {
  return status !== 'DELIVERED' && status !== 'CANCELLED' && !gone;
}

/** The ids a new load may take, best first. Where another TMS has taken the vendor's id it becomes `<vendor>-<external id>`. */
export function loadIdCandidates(vendor: string, externalLoadId: string): readonly [string, string] {
  return [externalLoadId, `${vendor}-${externalLoadId}`];
}
