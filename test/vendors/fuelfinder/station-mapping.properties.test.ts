import { expect } from 'chai';
import fc from 'fast-check';
import { stationOfferOf } from '../../../src/infrastructure/vendors/station-contract/station-mapping.js';

const RUNS = { numRuns: 500 };
const NEAR = { latitude: 41.6, longitude: -93.6 };
const SET = '2026-03-02T10:17:45Z';

describe('Prices of the feed, whatever is sent', () => {
  it('keep exactly their value, as a number and as a text', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999 }), (tenths) => {
      const text = `${Math.floor(tenths / 1000)}.${String(tenths % 1000).padStart(3, '0')}`;
      const row = { id: 's', lat: 1, lon: 1, updated_at: SET, diesel_price: text, price: Number(text) };
      const offer = stationOfferOf(row, NEAR);
      expect(offer?.dieselPrice).to.equal(text);
      expect(offer?.pricePerGallon).to.equal(text.replace(/\.?0+$/, ''));
    }), RUNS);
  });

  it('are plain digits above 0 with a time, or undefined; positions are on earth', () => {
    const row = fc.record({
      station_id: fc.oneof(fc.string(), fc.jsonValue()),
      lat: fc.oneof(fc.double(), fc.jsonValue()),
      lon: fc.oneof(fc.double(), fc.jsonValue()),
      latitude: fc.constant(1),
      longitude: fc.constant(1),
      distance: fc.oneof(fc.double(), fc.jsonValue()),
      regular_price: fc.oneof(fc.double(), fc.string(), fc.jsonValue()),
      diesel_price: fc.oneof(fc.double(), fc.string(), fc.jsonValue()),
      amenities: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      updated_at: fc.oneof(fc.constant(SET), fc.jsonValue()),
    }, { requiredKeys: [] });
    fc.assert(fc.property(fc.oneof(row, fc.jsonValue()), (sent) => {
      const offer = stationOfferOf(sent, NEAR);
      if (offer === undefined) return;
      for (const price of [offer.pricePerGallon, offer.dieselPrice].filter((one) => one !== undefined)) {
        expect(price).to.match(/^\d{1,6}(\.\d+)?$/).and.to.match(/[1-9]/);
        expect([offer.lastUpdated, offer.currency]).to.deep.equal([new Date(SET), 'USD']);
      }
      expect(Math.abs(offer.position?.latitude ?? 99)).to.be.at.most(90);
      expect(Math.abs(offer.position?.longitude ?? 999)).to.be.at.most(180);
      expect(offer.distanceMiles).to.be.at.least(0);
      expect(offer.amenities.every((text) => text.trim() !== '' && text.isWellFormed())).to.equal(true);
    }), RUNS);
  });
});
