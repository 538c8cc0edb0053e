import { expect } from 'chai';
import type { FuelOffer } from '../../../src/domain/fleet-data/fuel-offer.js';
import { amenitiesOf, stationOfferOf, stationRowsOf } from '../../../src/infrastructure/vendors/station-contract/station-mapping.js';

const NEAR = { latitude: 41.6, longitude: -93.6 };
const SET = '2026-03-02T10:17:45Z';
const STATION = {
  station_id: 'FF-1',
  name: 'Prairie Stop',
  brand: 'Prairie',
  address: '410 Frontage Rd',
  city: 'Ankeny',
  state: 'IA',
  zip: '50021',
  lat: 41.7,
  lon: -93.6,
  regular_price: 2.999,
  diesel_price: 3.459,
  distance: 6.9,
  amenities: ['showers', 'parking'],
  updated_at: SET,
};

function offer(more: Record<string, unknown> = {}): FuelOffer {
  return stationOfferOf({ ...STATION, ...more }, NEAR) ?? expect.fail('the row could not be read');
}

describe('Stations of the feed', () => {
  const read: FuelOffer = {
    stationId: 'FF-1',
    name: 'Prairie Stop',
    brand: 'Prairie',
    address: '410 Frontage Rd',
    city: 'Ankeny',
    state: 'IA',
    zip: '50021',
    position: { latitude: 41.7, longitude: -93.6 },
    pricePerGallon: '2.999',
    dieselPrice: '3.459',
    currency: 'USD',
    distanceMiles: 6.9,
    amenities: ['showers', 'parking'],
    lastUpdated: new Date(SET),
    priceKind: 'station',
  };

  it('are read whole', () => expect(offer()).to.deep.equal(read));

  it('are read the same in the other spellings', () => {
    const { station_id, lat, lon, zip, regular_price, ...rest } = STATION;
    const other = { ...rest, id: station_id, latitude: lat, longitude: lon, postal_code: zip, price: regular_price, amenities: 'showers, parking' };
    expect(stationOfferOf(other, NEAR)).to.deep.equal(read);
    expect(stationOfferOf({ ...other, station_id: null, lat: null, zip: null, regular_price: null }, NEAR)).to.deep.equal(read);
  });

  it('have ids that are opaque texts, numbers included', () => {
    expect(offer({ station_id: 42 }).stationId).to.equal('42');
    expect(offer({ station_id: 0 }).stationId).to.equal('0');
    expect(offer({ station_id: '', id: 7 }).stationId).to.equal('7');
  });

  it('may lie at 0', () => {
    expect(offer({ lat: 0, lon: 0 }).position).to.deep.equal({ latitude: 0, longitude: 0 });
    expect(offer({ lat: '41.70', lon: '-93.6' }).position).to.deep.equal({ latitude: 41.7, longitude: -93.6 });
  });

  for (const row of [null, 'x', [], {}, { ...STATION, station_id: null }, { ...STATION, lat: null }, { ...STATION, lat: 91 }, { ...STATION, lon: -181 },
    { ...STATION, lat: '' }, { ...STATION, lat: undefined, latitude: 41.7 }]) {
    it(`cannot be read from ${JSON.stringify(row).slice(-60)}`, () => expect(stationOfferOf(row, NEAR)).to.equal(undefined));
  }

  for (const distance of [null, undefined, -1, 'far', NaN]) {
    it(`are measured when the distance is ${String(distance)}`, () => expect(offer({ distance }).distanceMiles).to.be.closeTo(6.91, 0.01));
  }

  it('keep a distance of 0', () => expect(offer({ distance: 0 }).distanceMiles).to.equal(0));

  it('lose their prices without the moment these were set at', () => {
    for (const updated_at of [undefined, null, '', 'today', '2026-03-02T10:17:45', '2026-02-30T10:17:45Z', '2026-03-02', 1772446665]) {
      const found = offer({ updated_at });
      expect([found.pricePerGallon, found.dieselPrice, found.currency, found.lastUpdated]).to.deep.equal([undefined, undefined, undefined, undefined]);
    }
  });

  it('may have one price only', () => {
    expect(offer({ diesel_price: null })).to.include({ pricePerGallon: '2.999', dieselPrice: undefined, currency: 'USD' });
    expect(offer({ regular_price: null })).to.include({ pricePerGallon: undefined, dieselPrice: '3.459', currency: 'USD' });
    expect(offer({ regular_price: 0, diesel_price: '0.000' })).to.include({ pricePerGallon: undefined, dieselPrice: undefined, currency: undefined });
  });

  it('do not fall back to another price when the one sent is none', () => {
    expect(offer({ regular_price: 'n/a', price: 2.5 }).pricePerGallon).to.equal(undefined);
  });

  it('have texts without NUL and blanks, cut to 200 characters', () => {
    expect(offer({ name: ` a\u0000b ${'x'.repeat(300)}` }).name).to.match(/^a\uFFFDb x{196}$/);
    expect(offer({ name: '   ', brand: 7, city: {} })).to.include({ name: undefined, brand: '7', city: undefined });
  });
});

describe('Amenities of the feed', () => {
  for (const [value, amenities] of [
    [['showers', ' parking ', 'showers', '', null, 7], ['showers', 'parking']],
    ['showers, parking,,scales', ['showers', 'parking', 'scales']],
    ['', []], [null, []], [undefined, []], [{}, []], [7, []],
  ] as const) {
    it(`are ${JSON.stringify(amenities)} from ${JSON.stringify(value)}`, () => expect(amenitiesOf(value)).to.deep.equal(amenities));
  }

  it('are 50 at most', () => expect(amenitiesOf(Array.from({ length: 80 }, (_, at) => `a${at}`))).to.have.length(50));
});

describe('The list of the feed', () => {
  for (const [body, rows] of [
    [{ stations: [1] }, [1]], [{ data: [2] }, [2]], [[3], [3]], [{ stations: null, data: [2] }, [2]], [{ stations: [] }, []],
    [{ stations: {} }, undefined], [{ stations: 'x', data: [2] }, undefined], [{}, undefined], [null, undefined], ['[]', undefined], [7, undefined],
  ] as const) {
    it(`is ${JSON.stringify(rows)} in ${JSON.stringify(body)}`, () => expect(stationRowsOf(body)).to.deep.equal(rows));
  }
});
