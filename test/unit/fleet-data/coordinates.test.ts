import { expect } from 'chai';
import fc from 'fast-check';
import { greatCircleMiles, pointAlong, roundedPlace } from '../../../src/domain/fleet-data/coordinates.js';
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

describe('Coordinates: a point along the shortest way', () => {
  const TABLE: readonly (readonly [what: string, from: Coordinates, to: Coordinates, fraction: number, point: Coordinates])[] = [
    ['halfway on the equator', at(0, 0), at(0, 90), 0.5, at(0, 45)],
    ['a quarter of the way on the equator', at(0, 0), at(0, 40), 0.25, at(0, 10)],
    ['halfway on a meridian', at(10, 20), at(50, 20), 0.5, at(30, 20)],
    ['a tenth of the way on a meridian, to the south', at(50, 20), at(10, 20), 0.1, at(46, 20)],
    ['the start', at(33.45, -112.07), at(35.2, -111.65), 0, at(33.45, -112.07)],
    ['the end', at(33.45, -112.07), at(35.2, -111.65), 1, at(35.2, -111.65)],
    ['halfway from a place to itself', at(33.45, -112.07), at(33.45, -112.07), 0.5, at(33.45, -112.07)],
    ['halfway from 0, 0 to itself', at(0, 0), at(0, 0), 0.5, at(0, 0)],
    ['over the antimeridian', at(0, 170), at(0, -160), 0.5, at(0, -175)],
    ['on the antimeridian', at(0, 179), at(0, -179), 0.5, at(0, -180)],
    ['short of the antimeridian', at(0, 178), at(0, -178), 0.25, at(0, 179)],
    ['over the pole', at(80, 0), at(80, 180), 0.5, at(90, 0)],
    ['beyond the pole', at(80, 0), at(80, 180), 0.75, at(85, 180)],
    ['from the pole', at(90, 77), at(0, 20), 0.5, at(45, 20)],
    ['to the pole', at(0, 20), at(-90, 77), 0.5, at(-45, 20)],
    ['between opposite places, by way of the north', at(10, 20), at(-10, -160), 0.25, at(55, 20)],
  ];
  for (const [what, from, to, fraction, point] of TABLE) {
    it(what, () => {
      expect(greatCircleMiles(pointAlong(from, to, fraction), point)).to.be.closeTo(0, 1e-4);
    });
  }

  const opposite = place.map(({ latitude, longitude }): readonly [Coordinates, Coordinates] => [at(latitude, longitude), at(-latitude, longitude > 0 ? longitude - 180 : longitude + 180)]);
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });

  it('is a place on earth that divides the way as the fraction says', () => {
    fc.assert(fc.property(fc.oneof(fc.tuple(place, place), opposite), fraction, ([from, to], part) => {
      const point = pointAlong(from, to, part);
      expect(point.latitude).to.be.within(-90, 90);
      expect(point.longitude).to.be.within(-180, 180);
      const whole = greatCircleMiles(from, to);
      // A haversine knows the length of half a turn to a few yards only.
      expect(greatCircleMiles(from, point)).to.be.closeTo(whole * part, 0.1);
      expect(greatCircleMiles(point, to)).to.be.closeTo(whole * (1 - part), 0.1);
    }), { numRuns: 1_000 });
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
