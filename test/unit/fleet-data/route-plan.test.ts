import { expect } from 'chai';
import fc from 'fast-check';
import { greatCircleMiles } from '../../../src/domain/fleet-data/coordinates.js';
import { planRoute } from '../../../src/domain/fleet-data/route-plan.js';
import type { Waypoint } from '../../../src/domain/fleet-data/route-plan.js';

const at = (latitude: number, longitude: number, name?: string): Waypoint => ({ place: { latitude, longitude }, name });
const waypoint = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) })
  .map((place): Waypoint => ({ place, name: undefined }));

describe('Route plan', () => {
  it('a leg is a fifth longer than the great circle and takes its miles through the speed', () => {
    const { legs, distanceMiles, driveHours } = planRoute([at(0, 0), at(0, 1)], 55);
    expect(distanceMiles).to.be.closeTo(69.0934 * 1.2, 1e-3);
    expect(driveHours).to.be.closeTo((69.0934 * 1.2) / 55, 1e-4);
    expect(legs).to.have.length(1);
    expect(legs[0]).to.deep.equal({ number: 1, from: at(0, 0), to: at(0, 1), distanceMiles, driveHours });
  });

  it('legs join the waypoints in order, counted from 1, names kept', () => {
    const stops = [at(33.45, -112.07, 'Phoenix'), at(35.2, -111.65, 'Flagstaff'), at(35.08, -106.65)];
    const { legs } = planRoute(stops, 60);
    expect(legs.map(({ number, from, to }) => [number, from.name, to.name])).to.deep.equal([[1, 'Phoenix', 'Flagstaff'], [2, 'Flagstaff', undefined]]);
  });

  it('a leg that goes nowhere takes no time', () => {
    expect(planRoute([at(0, 0), at(0, 0)], 55)).to.deep.include({ distanceMiles: 0, driveHours: 0 });
  });

  it('over the antimeridian the short way is taken', () => {
    const { legs } = planRoute([at(0, 179), at(0, -179)], 55);
    expect(legs[0]?.distanceMiles).to.be.closeTo(2 * 69.0934 * 1.2, 1e-2);
  });

  it('the whole is the sum of its legs, at least the direct way, and twice the speed halves the hours', () => {
    fc.assert(fc.property(fc.array(waypoint, { minLength: 2, maxLength: 25 }), fc.double({ min: 5, max: 80, noNaN: true }), (stops, speed) => {
      const plan = planRoute(stops, speed);
      expect(plan.legs).to.have.length(stops.length - 1);
      expect(plan.legs.reduce((sum, leg) => sum + leg.driveHours, 0)).to.be.closeTo(plan.driveHours, 1e-6);
      expect(plan.distanceMiles).to.be.at.least(greatCircleMiles(stops[0]!.place, stops.at(-1)!.place) * 1.2 - 1e-2);
      expect(planRoute(stops, speed * 2).driveHours).to.be.closeTo(plan.driveHours / 2, 1e-9);
      expect(planRoute(stops.toReversed(), speed).distanceMiles).to.be.closeTo(plan.distanceMiles, 1e-3);
    }));
  });
});
