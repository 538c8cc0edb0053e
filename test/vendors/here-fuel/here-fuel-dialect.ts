import type { FuelDialect } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import type { GivenOffer, Oddity } from '../../contracts/fleet-data/fuel-source-harness.js';
import { definition } from '../../../src/infrastructure/vendors/here-fuel/definition.js';

type Row = Record<string, unknown>;

/** HERE sends prices as JSON numbers. */
export const hereDialect: FuelDialect = { definition, traits: { priceKind: 'station', paging: 'pages' }, rowOf };

function rowOf(offer: GivenOffer, oddity: Oddity | undefined): Row {
  const row = { id: offer.stationId, position: offer.position };
  if (oddity === 'null-fields') return { ...row, name: null, brand: null, address: null, fuelPrice: null, distance: null, entrancePosition: null };
  return { ...row, name: offer.name, address: { country: 'USA', city: 'Des Moines', region: 'IA' }, fuelPrice: [dieselRow(offer, oddity)] };
}

function dieselRow({ dieselPrice, setAt }: GivenOffer, oddity: Oddity | undefined): Row {
  const price = oddity === 'other-number-type' ? dieselPrice : Number(dieselPrice);
  return {
    ...(dieselPrice === undefined ? { errorMargin: 0.01, deltaPrice: 0.2, indexScore: 7 } : { price }),
    fuelType: '1',
    unit: 'gal',
    currency: 'USD',
    ...(setAt === undefined ? {} : { lastUpdateTimestamp: setAt.toISOString() }),
  };
}
