import { expect } from 'chai';
import fc from 'fast-check';
import { greatCircleMiles, pointAlong } from '../../../src/domain/fleet-data/coordinates.js';
import type { Waypoint } from '../../../src/domain/fleet-data/route-plan.js';
import { mostPlacesPerLeg, searchPlaces } from '../../../src/domain/fleet-data/search-places.js';

const MILE = 1 / 69.0934;
const at = (latitude: number, longitude: number): Waypoint => ({ place: { latitude, longitude }, name: undefined });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const radius = fc.double({ min: 1, max: 100, noNaN: true });
const place = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });

describe('How many places of a leg may be searched', () => {
  for (const [legs, most] of [[1, 5], [5, 5], [6, 5], [7, 4], [8, 3], [10, 3], [11, 2], [15, 2], [16, 1], [24, 1], [30, 1], [31, 1], [100, 1]] as const) {
    it(`${most} with ${legs} legs`, () => {
      expect(mostPlacesPerLeg(legs)).to.equal(most);
    });
  }

  it('so that a route of up to 30 legs makes at most 30 searches', () => {
    for (let legs = 1; legs <= 30; legs += 1) expect(legs * mostPlacesPerLeg(legs)).to.be.at.most(30);
  });
});

describe('Places to search along a leg', () => {
  const TABLE: readonly (readonly [what: string, miles: number, radiusMiles: number, most: number, atMiles: readonly number[]])[] = [
    ['a leg that goes nowhere: where it is', 0, 25, 5, [0]],
    ['a short leg: its middle', 10, 25, 5, [5]],
    ['one circle is just enough', 39.9, 25, 5, [19.95]],
    ['one circle is just not enough', 40.1, 25, 5, [10.025, 30.075]],
    ['190 miles: five places', 190, 25, 5, [19, 57, 95, 133, 171]],
    ['no more than allowed, evenly spread', 1_000, 25, 5, [100, 300, 500, 700, 900]],
    ['one when one is allowed', 1_000, 25, 1, [500]],
    ['a large radius needs fewer', 150, 100, 5, [75]],
    ['a small radius needs more', 23.4, 5, 5, [3.9, 11.7, 19.5]],
  ];
  for (const [what, miles, radiusMiles, most, atMiles] of TABLE) {
    it(what, () => {
      const places = searchPlaces({ from: at(0, 0), to: at(0, miles * MILE) }, radiusMiles, most);
      expect(places).to.have.length(atMiles.length);
      for (const [index, mile] of atMiles.entries()) expect(greatCircleMiles(places[index]!, at(0, mile * MILE).place)).to.be.below(1e-3);
    });
  }

  it('over the antimeridian they lie on the short way', () => {
    const places = searchPlaces({ from: at(0, 179), to: at(0, -179) }, 30, 5);
    expect(places.map(({ longitude }) => Math.round(Math.abs(longitude) * 1e6) / 1e6)).to.deep.equal([179.333333, 180, 179.333333]);
  });

  /** A leg that so many circles can cover, wherever on earth. */
  const coverable = fc.record({ from: place, towards: place, part: fraction, radiusMiles: radius, most: fc.integer({ min: 1, max: 5 }) }).map(({ from, towards, part, radiusMiles, most }) => {
    const reach = (1.6 * radiusMiles * most * part) / Math.max(1e-9, greatCircleMiles(from, towards));
    return { from, to: pointAlong(from, towards, Math.min(1, reach)), radiusMiles, most };
  });

  it('no point of a leg that they can cover is farther from all of them than 0.8 of the radius', () => {
    fc.assert(fc.property(coverable, fraction, ({ from, to, radiusMiles, most }, part) => {
      const places = searchPlaces({ from: { place: from, name: undefined }, to: { place: to, name: undefined } }, radiusMiles, most);
      const point = pointAlong(from, to, part);
      expect(Math.min(...places.map((one) => greatCircleMiles(one, point)))).to.be.at.most(0.8 * radiusMiles + 0.1);
    }), { numRuns: 1_000 });
  });

  it('at least one, at most as many as allowed, and none without need', () => {
    fc.assert(fc.property(place, place, radius, fc.integer({ min: 1, max: 5 }), (from, to, radiusMiles, most) => {
      const { length } = searchPlaces({ from: { place: from, name: undefined }, to: { place: to, name: undefined } }, radiusMiles, most);
      expect(length).to.be.within(1, most);
      expect((length - 1) * 1.6 * radiusMiles).to.be.at.most(greatCircleMiles(from, to));
    }));
  });
});
