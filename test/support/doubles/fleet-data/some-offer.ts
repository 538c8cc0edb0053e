import type { FuelOffer } from '../../../../src/domain/fleet-data/fuel-offer.js';

/** A station at 0, 0 with a diesel price, unless told otherwise. */
export function someOffer(stationId: string, change: Partial<FuelOffer> = {}): FuelOffer {
  return {
    stationId,
    name: `Station ${stationId}`,
    brand: undefined,
    address: undefined,
    city: undefined,
    state: undefined,
    zip: undefined,
    position: { latitude: 0, longitude: 0 },
    pricePerGallon: undefined,
    dieselPrice: '3.899',
    currency: 'USD',
    distanceMiles: undefined,
    amenities: [],
    lastUpdated: new Date('2026-03-02T07:00:00Z'),
    priceKind: 'station',
    ...change,
  };
}
