import type { AssignedLoad } from '../../../src/application/fleet-data/ports/load-store.js';
import type { LoadLocation, LoadObservation } from '../../../src/domain/fleet-data/load.js';

const PLACE: LoadLocation = { address: '1 Dock Road', city: 'Tulsa', state: 'OK', zip: '74101', latitude: 36.15, longitude: -95.99 };

/** On its way from Tulsa to a place of which only a text is known, but for what is said otherwise. */
export function loadSeen(externalLoadId: string, asOf: Date, more: Partial<LoadObservation> = {}): LoadObservation {
  return {
    externalLoadId,
    status: 'IN_TRANSIT',
    statusRaw: 'in_transit',
    pickup: PLACE,
    delivery: { address: 'Yard 7, Reno', city: undefined, state: undefined, zip: undefined, latitude: undefined, longitude: undefined },
    pickupAppointment: { at: new Date('2026-03-01T14:00:00.000Z') },
    deliveryAppointment: { local: '2026-03-03T08:00:00' },
    assignedExternalDriverId: undefined,
    totalMiles: 1714.5,
    asOf,
    ...more,
  };
}

/** The same, ready to be stored. */
export function assignedLoad(externalLoadId: string, asOf: Date, more: Partial<AssignedLoad> = {}): AssignedLoad {
  return { ...loadSeen(externalLoadId, asOf), assignedDriverId: undefined, keepDriver: false, ...more };
}
