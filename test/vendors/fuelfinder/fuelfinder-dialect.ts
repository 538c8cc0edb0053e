import type { FuelDialect } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import type { GivenOffer, Oddity } from '../../contracts/fleet-data/fuel-source-harness.js';
import { definition } from '../../../src/infrastructure/vendors/fuelfinder/definition.js';

/** Fuel Finder sends prices as JSON numbers. */
export const fuelFinderDialect: FuelDialect = { definition, traits: { priceKind: 'station', paging: 'single' }, rowOf };

function rowOf({ stationId, name, position, dieselPrice, setAt }: GivenOffer, oddity: Oddity | undefined): Record<string, unknown> {
  const row = { station_id: stationId, lat: position.latitude, lon: position.longitude };
  if (oddity === 'null-fields') {
    return { ...row, id: null, name: null, regular_price: null, price: null, diesel_price: null, distance: null, amenities: null, updated_at: null, zip: null };
  }
  const price = dieselPrice === undefined || oddity === 'other-number-type' ? dieselPrice : Number(dieselPrice);
  return { ...row, name, diesel_price: price, updated_at: setAt?.toISOString() };
}
