import { expect } from 'chai';
import fc from 'fast-check';
import { greatCircleMiles, midpointOf, roundedPlace } from '../../../src/domain/fleet-data/coordinates.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';

const at = (latitude: number, longitude: number): Coordinates => ({ latitude, longitude });
const place = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });
/** A quarter of the way round the earth. */
const QUARTER = (Math.PI / 2) * 3958.7613;
const HALF_MILE = 0.5;

describe('Coordinates: great circle', () => {
  const TABLE: readonly (readonly [what: string, from: Coordinates, to: Coordinates, miles: number])[] = [
    ['the same place', at(33.4484, -112.074), at(33.4484, -112.074), 0],
    ['0, 0 to itself', at(0, 0), at(0, 0), 0],
    ['one degree of the equator', at(0, 0), at(0, 1), 69.0934],
    ['one degree of a meridian', at(0, 0), at(1, 0), 69.0934],
    ['pole to equator', at(90, 0), at(0, 0), QUARTER],
    ['pole to pole', at(90, 0), at(-90, 77), 2 * QUARTER],
    ['opposite points of the equator', at(0, 0), at(0, 180), 2 * QUARTER],
    ['one name of the pole to another', at(90, 0), at(90, 123), 0],
    ['over the antimeridian', at(0, 179.5), at(0, -179.5), 69.0934],
    ['one name of the antimeridian to the other', at(10, 180), at(10, -180), 0],
    // JFK and LHR; 3,451 miles by the Great Circle Mapper on an ellipsoid, a fifth of a percent from a sphere.
    ['New York JFK to London LHR', at(40.63972, -73.77889), at(51.4775, -0.46139), 3442.8],
    ['Phoenix to Los Angeles', at(33.4484, -112.074), at(34.0522, -118.2437), 357.0],
  ];
  for (const [what, from, to, miles] of TABLE) {
    it(`${what}: ${miles.toFixed(2)} miles`, () => {
      expect(greatCircleMiles(from, to)).to.be.closeTo(miles, Math.max(1e-4, miles * 1e-3));
    });
  }

  it('is the same both ways, never negative, never more than half way round', () => {
    fc.assert(fc.property(place, place, (from, to) => {
      const miles = greatCircleMiles(from, to);
      expect(miles).to.be.within(0, 2 * QUARTER + 1e-6);
      expect(greatCircleMiles(to, from)).to.be.closeTo(miles, 1e-6);
    }));
  });

  it('no way round by a third place is shorter', () => {
    fc.assert(fc.property(place, place, place, (from, to, via) => {
      expect(greatCircleMiles(from, to)).to.be.at.most(greatCircleMiles(from, via) + greatCircleMiles(via, to) + 1e-3);
    }));
  });
});

describe('Coordinates: midpoint', () => {
  const TABLE: readonly (readonly [what: string, from: Coordinates, to: Coordinates, middle: Coordinates])[] = [
    ['on the equator', at(0, 0), at(0, 90), at(0, 45)],
    ['on a meridian', at(10, 20), at(50, 20), at(30, 20)],
    ['of a place and itself', at(33.45, -112.07), at(33.45, -112.07), at(33.45, -112.07)],
    ['over the antimeridian', at(0, 170), at(0, -160), at(0, -175)],
    ['on the antimeridian', at(0, 179), at(0, -179), at(0, -180)],
    ['over the pole', at(80, 0), at(80, 180), at(90, 0)],
  ];
  for (const [what, from, to, middle] of TABLE) {
    it(what, () => {
      expect(greatCircleMiles(midpointOf(from, to), middle)).to.be.closeTo(0, 1e-4);
    });
  }

  it('is a place on earth, as far from the one end as from the other, and on the shortest way', () => {
    fc.assert(fc.property(place, place, (from, to) => {
      const middle = midpointOf(from, to);
      expect(middle.latitude).to.be.within(-90, 90);
      expect(middle.longitude).to.be.within(-180, 180);
      const whole = greatCircleMiles(from, to);
      // Close to opposite points a sphere has no one shortest way, and floats no digits left to find it.
      if (whole > 2 * QUARTER - 1) return;
      expect(greatCircleMiles(from, middle)).to.be.closeTo(whole / 2, 1e-2);
      expect(greatCircleMiles(middle, to)).to.be.closeTo(whole / 2, 1e-2);
    }), { numRuns: 500 });
  });
});

describe('Coordinates: the 0.01° grid', () => {
  const TABLE: readonly (readonly [Coordinates, Coordinates])[] = [
    [at(33.4484, -112.0741), at(33.45, -112.07)],
    [at(0.004, -0.004), at(0, 0)],
    [at(-0.0049, 0.0049), at(0, 0)],
    [at(89.999, 10), at(90, 10)],
    [at(-89.999, 10), at(-90, 10)],
    [at(12, 179.994), at(12, 179.99)],
    [at(12, 179.996), at(12, -180)],
    [at(12, -179.996), at(12, -180)],
    [at(12, 180), at(12, -180)],
    [at(12, -180), at(12, -180)],
  ];
  for (const [exact, grid] of TABLE) {
    it(`${exact.latitude}, ${exact.longitude} is ${grid.latitude}, ${grid.longitude}`, () => {
      const found = roundedPlace(exact);
      expect(found).to.deep.equal(grid);
      // 0 and -0 would be two keys of a cache to some.
      expect([Object.is(found.latitude, -0), Object.is(found.longitude, -0)]).to.deep.equal([false, false]);
    });
  }

  it('a place is less than half a mile from its grid place, is in range, and stays when rounded again', () => {
    fc.assert(fc.property(place, (exact) => {
      const grid = roundedPlace(exact);
      expect(greatCircleMiles(exact, grid)).to.be.below(HALF_MILE);
      expect(grid.latitude).to.be.within(-90, 90);
      expect(grid.longitude).to.be.within(-180, 179.99);
      expect(roundedPlace(grid)).to.deep.equal(grid);
    }), { numRuns: 500 });
  });

  it('has at most two decimals', () => {
    fc.assert(fc.property(place, (exact) => {
      const { latitude, longitude } = roundedPlace(exact);
      expect(`${latitude} ${longitude}`).to.match(/^-?\d+(\.\d{1,2})? -?\d+(\.\d{1,2})?$/);
    }));
  });
});
