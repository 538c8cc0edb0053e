import { expect } from 'chai';
import { hereOfferOf, herePageOf } from '../../../src/infrastructure/vendors/here-fuel/here-mapping.js';

const NEAR = { latitude: 41.6, longitude: -93.6 };
const SET = '2026-03-02T10:17:45.000Z';
const DIESEL = { price: 3.459, fuelType: '1', unit: 'gal', currency: 'USD', lastUpdateTimestamp: SET };
const STATION = {
  id: '840u-1',
  name: 'Prairie Stop',
  brand: 'Prairie',
  distance: 8047,
  address: { street: 'Frontage Rd', streetNumber: '410', city: 'Ankeny', region: 'IA', postalCode: '50021', country: 'USA' },
  position: { latitude: 41.7, longitude: -93.6 },
  entrancePosition: { latitude: 41.71, longitude: -93.61 },
  fuelPrice: [DIESEL],
  open24x7: true,
};
type Offer = NonNullable<ReturnType<typeof hereOfferOf>>;

function offer(more: Record<string, unknown> = {}): Offer {
  return hereOfferOf({ ...STATION, ...more }, NEAR) ?? expect.fail('the row could not be read');
}

const priced = (price: Record<string, unknown>, country = 'USA'): Offer =>
  offer({ fuelPrice: [{ ...DIESEL, ...price }], address: { ...STATION.address, country } });

describe('HERE stations', () => {
  it('are read whole', () => {
    expect(offer()).to.deep.equal({
      stationId: '840u-1',
      name: 'Prairie Stop',
      brand: 'Prairie',
      address: '410 Frontage Rd',
      city: 'Ankeny',
      state: 'IA',
      zip: '50021',
      position: { latitude: 41.7, longitude: -93.6 },
      pricePerGallon: undefined,
      dieselPrice: '3.459',
      currency: 'USD',
      distanceMiles: 8047 / 1609.344,
      amenities: [],
      lastUpdated: new Date(SET),
      priceKind: 'station',
    });
  });

  for (const row of [null, 'x', [], {}, { ...STATION, id: undefined }, { ...STATION, id: ' ' }, { ...STATION, id: 2 ** 60 }, { ...STATION, id: 'a\u0000' },
    { ...STATION, position: undefined, entrancePosition: undefined }, { ...STATION, position: { latitude: 91, longitude: 0 }, entrancePosition: null },
    { ...STATION, position: { latitude: null, longitude: -93 }, entrancePosition: 'x' }]) {
    it(`cannot be read from ${JSON.stringify(row).slice(0, 70)}`, () => expect(hereOfferOf(row, NEAR)).to.equal(undefined));
  }

  it('use the entrance when there is no position, and measure the distance when none is sent', () => {
    const found = offer({ position: null, distance: null });
    expect(found.position).to.deep.equal({ latitude: 41.71, longitude: -93.61 });
    expect(found.distanceMiles).to.be.closeTo(7.62, 0.01);
    expect(offer({ distance: -1 }).distanceMiles).to.be.closeTo(6.91, 0.01);
    expect(offer({ distance: 0 }).distanceMiles).to.equal(0);
  });

  it('write the number of the house where the country writes it', () => {
    const berlin = { street: 'Allee', streetNumber: '2', country: 'DEU' };
    expect(offer({ address: berlin }).address).to.equal('Allee 2');
    expect(offer({ address: { ...berlin, streetNumber: undefined } }).address).to.equal('Allee');
    expect(offer({ address: null }).address).to.equal(undefined);
  });
});

describe('HERE prices', () => {
  const taken: readonly (readonly [string, Record<string, unknown>, string, string, string])[] = [
    ['dollars per gallon in the USA', {}, 'USA', '3.459', 'USD'],
    ['the digits of a text', { price: '3.4590' }, 'USA', '3.4590', 'USD'],
    ['euros per litre, which stay euros', { price: 1.389, unit: 'l', currency: 'EUR' }, 'DEU', '5.258', 'EUR'],
    ['Canadian dollars per litre', { price: 1.649, unit: 'l', currency: 'CAD' }, 'CAN', '6.242', 'CAD'],
    ['a litre that is one dollar', { price: 1, unit: 'l' }, 'USA', '3.785', 'USD'],
    // 0.1685 × 3.785411784 = 0.637841885604: what lies above the half goes up, what lies below stays.
    ['a litre with four digits', { price: 0.1685, unit: 'l' }, 'CAN', '0.638', 'USD'],
    ['a fuel type sent as a number', { fuelType: 1 }, 'USA', '3.459', 'USD'],
    ['an offset without its colon', { lastUpdateTimestamp: '2026-03-02T11:17:45.000+0100' }, 'USA', '3.459', 'USD'],
  ];
  for (const [name, price, country, perGallon, currency] of taken) {
    it(`takes ${name}`, () => {
      const { dieselPrice, currency: kept, lastUpdated } = priced(price, country);
      expect([dieselPrice, kept, lastUpdated]).to.deep.equal([perGallon, currency, new Date(SET)]);
    });
  }

  const refused: readonly (readonly [string, Record<string, unknown>, string?])[] = [
    ['an estimate', { price: undefined, errorMargin: 0.01, deltaPrice: 0.05, indexScore: 3 }],
    ['null', { price: null }],
    ['zero', { price: 0 }],
    ['a negative price', { price: -3.459 }],
    ['an exponent', { price: '3e0' }],
    ['a price without a time', { lastUpdateTimestamp: undefined }],
    ['a time without a zone', { lastUpdateTimestamp: '2026-03-02T10:17:45' }],
    ['an impossible day', { lastUpdateTimestamp: '2026-02-30T10:17:45Z' }],
    ['a price without a currency', { currency: null }],
    ['a currency that is none', { currency: 'dollars' }],
    ['a gallon in Canada', {}, 'CAN'],
    ['a gallon of an unknown country', {}, ''],
    ['an unknown unit', { unit: 'kg' }],
    ['a missing unit', { unit: undefined }],
    ['premium diesel', { fuelType: '55' }],
    ['regular gasoline', { fuelType: '2' }],
    ['a type that only starts like diesel', { fuelType: '10' }],
  ];
  for (const [name, price, country] of refused) {
    it(`does not take ${name}, and keeps the station`, () => {
      const found = priced(price, country ?? 'USA');
      expect([found.stationId, found.dieselPrice, found.currency, found.lastUpdated]).to.deep.equal(['840u-1', undefined, undefined, undefined]);
    });
  }

  it('are the newest of a station, with the time of that one', () => {
    const rows = [
      { ...DIESEL, price: 3.1, lastUpdateTimestamp: '2026-03-01T00:00:00Z' },
      { ...DIESEL, price: 3.3, lastUpdateTimestamp: '2026-03-03T00:00:00Z' },
      { ...DIESEL, fuelType: '4', price: 9, lastUpdateTimestamp: '2026-03-05T00:00:00Z' },
      { ...DIESEL, price: undefined, lastUpdateTimestamp: '2026-03-06T00:00:00Z' },
      { ...DIESEL, price: 3.2, lastUpdateTimestamp: '2026-03-02T00:00:00Z' },
      'nonsense',
    ];
    const found = offer({ fuelPrice: rows });
    expect([found.dieselPrice, found.lastUpdated]).to.deep.equal(['3.3', new Date('2026-03-03T00:00:00Z')]);
  });
});

describe('HERE pages', () => {
  it('are a list and whether more follows', () => {
    expect(herePageOf({ hasMore: true, fuelStations: { fuelStation: [1] } })).to.deep.equal({ rows: [1], hasMore: true });
    expect(herePageOf({ hasMore: false, fuelStations: {} })).to.deep.equal({ rows: [], hasMore: false });
  });

  for (const body of [null, [], 'x', {}, { hasMore: 'false', fuelStations: { fuelStation: [] } }, { fuelStations: { fuelStation: [] } }, { hasMore: false },
    { hasMore: false, fuelStations: [] }, { hasMore: false, fuelStations: { fuelStation: {} } }]) {
    it(`are not ${JSON.stringify(body)}`, () => expect(herePageOf(body)).to.be.a('string'));
  }
});
