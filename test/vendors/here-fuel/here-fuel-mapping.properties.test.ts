import { expect } from 'chai';
import fc from 'fast-check';
import { hereOfferOf } from '../../../src/infrastructure/vendors/here-fuel/here-mapping.js';

const RUNS = { numRuns: 500 };
const NEAR = { latitude: 41.6, longitude: -93.6 };
const SET = '2026-03-02T10:17:45Z';

const tenths = fc.integer({ min: 1, max: 99_999 });
const maybe = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() });

function dieselOf(price: unknown, unit: string, country: string): string | undefined {
  const fuelPrice = [{ price, fuelType: '1', unit, currency: 'USD', lastUpdateTimestamp: SET }];
  return hereOfferOf({ id: 's', position: NEAR, address: { country }, fuelPrice }, NEAR)?.dieselPrice;
}

describe('HERE prices, whatever is sent', () => {
  it('per gallon keep exactly their value', () => {
    fc.assert(fc.property(tenths, (price) => {
      const text = dieselOf(price / 1000, 'gal', 'USA') ?? '';
      const [whole = '', fraction = ''] = text.split('.');
      expect(Number(whole) * 1000 + Number(fraction.padEnd(3, '0'))).to.equal(price);
    }), RUNS);
  });

  it('per litre are within half a tenth of a cent of the exact price per gallon', () => {
    fc.assert(fc.property(tenths, (price) => {
      const found = BigInt((dieselOf(price / 1000, 'l', 'CAN') ?? '').replace('.', '')) * 1_000_000_000n;
      const exact = BigInt(price) * 3_785_411_784n;
      const off = found - exact;
      expect(off > -500_000_000n && off <= 500_000_000n, String(price)).to.equal(true);
    }), RUNS);
  });

  it('are plain digits with their currency and time, or undefined with neither', () => {
    const price = fc.record({
      price: fc.oneof(fc.double(), fc.string(), fc.jsonValue()),
      fuelType: fc.constantFrom('1', '2', 1, null),
      unit: fc.constantFrom('l', 'gal', 'kg'),
      currency: fc.constantFrom('USD', 'EUR', '', null),
      lastUpdateTimestamp: fc.constantFrom(SET, 'yesterday', null),
    }, { requiredKeys: [] });
    const row = fc.record({
      id: maybe(fc.string()),
      position: maybe(fc.record({ latitude: fc.double(), longitude: fc.double() })),
      entrancePosition: fc.constant(NEAR),
      address: maybe(fc.record({ country: fc.constantFrom('USA', 'CAN'), street: fc.string({ unit: 'binary' }) })),
      distance: maybe(fc.double()),
      fuelPrice: maybe(fc.array(maybe(price), { maxLength: 3 })),
    }, { requiredKeys: [] });
    fc.assert(fc.property(fc.oneof(row, fc.jsonValue()), (sent) => {
      const offer = hereOfferOf(sent, NEAR);
      if (offer === undefined) return;
      expect(offer.stationId.trim()).not.to.equal('');
      expect(offer.dieselPrice ?? '1').to.match(/^\d{1,7}(\.\d+)?$/);
      expect(Number(offer.dieselPrice ?? 1)).to.be.greaterThan(0);
      expect([offer.currency === undefined, offer.lastUpdated === undefined]).to.deep.equal([offer.dieselPrice === undefined, offer.dieselPrice === undefined]);
      expect(offer.distanceMiles).to.be.at.least(0);
      expect(offer.address ?? 'x').to.match(/\S/);
    }), RUNS);
  });
});
