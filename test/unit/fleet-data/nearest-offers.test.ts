import { expect } from 'chai';
import fc from 'fast-check';
import { greatCircleMiles } from '../../../src/domain/fleet-data/coordinates.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import { nearestOffers } from '../../../src/domain/fleet-data/nearest-offers.js';
import { someOffer } from '../../support/doubles/fleet-data/some-offer.js';

const at = (latitude: number, longitude: number): Coordinates => ({ latitude, longitude });
const MILE = 1 / 69.0934;

describe('Nearest fuel offers', () => {
  it('distances count from the place searched, not from where the vendor was asked', () => {
    const offer = someOffer('S', { position: at(0, 10 * MILE), distanceMiles: 3 });
    const [found] = nearestOffers([offer], { near: at(0, 0), radiusMiles: 25, limit: 10 });
    expect(found?.distanceMiles).to.be.closeTo(10, 1e-3);
    expect({ ...found, distanceMiles: 3 }).to.deep.equal(offer);
  });

  it('nearest first, whatever order the vendor had', () => {
    const offers = [someOffer('B', { position: at(0, 2 * MILE) }), someOffer('C', { position: at(3 * MILE, 0) }), someOffer('A', { position: at(0, -MILE) })];
    const found = nearestOffers(offers, { near: at(0, 0), radiusMiles: 25, limit: 10 });
    expect(found.map(({ stationId }) => stationId)).to.deep.equal(['A', 'B', 'C']);
  });

  it('what is outside the radius is left out, what is just on it is not', () => {
    const edge = at(0, 5 * MILE);
    const radiusMiles = greatCircleMiles(at(0, 0), edge);
    const offers = [someOffer('on', { position: edge }), someOffer('out', { position: at(0, 5.01 * MILE) })];
    expect(nearestOffers(offers, { near: at(0, 0), radiusMiles, limit: 10 }).map(({ stationId }) => stationId)).to.deep.equal(['on']);
  });

  it('no more than asked for', () => {
    const offers = [1, 2, 3].map((n) => someOffer(`S${n}`, { position: at(0, n * MILE) }));
    expect(nearestOffers(offers, { near: at(0, 0), radiusMiles: 25, limit: 2 })).to.have.length(2);
  });

  it('without a position the vendor’s own distance counts; an offer with neither is kept and comes last', () => {
    const offers = [
      someOffer('region', { position: undefined, distanceMiles: undefined }),
      someOffer('far', { position: undefined, distanceMiles: 30 }),
      someOffer('near', { position: undefined, distanceMiles: 4 }),
    ];
    expect(nearestOffers(offers, { near: at(0, 0), radiusMiles: 25, limit: 10 }).map(({ stationId }) => stationId)).to.deep.equal(['near', 'region']);
  });

  for (const [what, near, station] of [
    ['at 0, 0', at(0, 0), at(0, 0)],
    ['over the antimeridian', at(10, 179.999), at(10, -179.999)],
    ['at the north pole', at(90, 0), at(89.999, 170)],
    ['at the south pole', at(-90, 0), at(-89.999, -90)],
  ] as const) {
    it(`finds the station next door ${what}`, () => {
      const [found] = nearestOffers([someOffer('S', { position: station })], { near, radiusMiles: 1, limit: 1 });
      expect(found?.distanceMiles).to.be.within(0, 0.2);
    });
  }

  it('changes nothing it was given', () => {
    const place = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });
    fc.assert(fc.property(fc.array(place, { maxLength: 20 }), place, (positions, near) => {
      const offers = Object.freeze(positions.map((position, index) => Object.freeze(someOffer(String(index), { position }))));
      const found = nearestOffers(offers, { near, radiusMiles: 4_000, limit: 50 });
      const miles = found.map(({ distanceMiles }) => distanceMiles ?? 0);
      expect(miles).to.deep.equal(miles.toSorted((one, other) => one - other));
      expect(Math.max(0, ...miles)).to.be.at.most(4_000 + 1e-9);
    }));
  });
});
