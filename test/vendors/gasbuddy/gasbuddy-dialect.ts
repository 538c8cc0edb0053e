import type { FuelDialect } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import type { GivenOffer, Oddity } from '../../contracts/fleet-data/fuel-source-harness.js';
import { definition } from '../../../src/infrastructure/vendors/gasbuddy/definition.js';

/** A feed with the other spellings of the contract, and with prices as texts. */
export const gasBuddyDialect: FuelDialect = { definition, traits: { priceKind: 'station', paging: 'single' }, rowOf };

function rowOf({ stationId, name, position, dieselPrice, setAt }: GivenOffer, oddity: Oddity | undefined): Record<string, unknown> {
  const row = { id: stationId, latitude: position.latitude, longitude: position.longitude };
  if (oddity === 'null-fields') return { ...row, station_id: null, name: null, brand: null, diesel_price: null, distance: null, updated_at: null, postal_code: null };
  const price = dieselPrice !== undefined && oddity === 'other-number-type' ? Number(dieselPrice) : dieselPrice;
  return { ...row, name, diesel_price: price, updated_at: setAt?.toISOString(), amenities: 'showers, parking' };
}
