import { expect } from 'chai';
import { greatCircleMiles } from '../../../src/domain/fleet-data/coordinates.js';
import { driverProfile } from '../../../src/infrastructure/simulators/fleet/driver-profile.js';
import { LivingLoads, type SimulatedLoad } from '../../../src/infrastructure/simulators/freight/living-loads.js';
import { US_PLACES } from '../../../src/infrastructure/simulators/freight/us-places.js';

const START = new Date('2026-03-04T00:00:00Z');
const HOUR_MS = 3_600_000;
const FLEET = { seed: 1, drivers: 60 };

const hoursLater = (hours: number): Date => new Date(START.getTime() + hours * HOUR_MS);

describe('Loads that live', () => {
  const freight = new LivingLoads(1, 40, FLEET);

  it('are a pure function of seed and time', () => {
    expect(new LivingLoads(1, 40, FLEET).at(START)).to.deep.equal(freight.at(START));
    expect(new LivingLoads(2, 40, FLEET).at(START)).not.to.deep.equal(freight.at(START));
  });

  it('are as many as asked for at any time, each with a serial number of its own', () => {
    for (let hour = 0; hour < 300; hour += 7) {
      const serials = freight.at(hoursLater(hour)).map(({ serial }) => serial);
      expect(new Set(serials).size).to.equal(40);
      expect(serials).to.deep.equal(serials.toSorted((a, b) => a - b));
    }
    expect(new LivingLoads(1, 0, FLEET).at(START)).to.deep.equal([]);
    expect(new LivingLoads(1, 0, FLEET).find(0, START)).to.equal(undefined);
  });

  it('go from assigned over in transit to delivered, or are cancelled before their pickup, and never back', () => {
    const paths = new Map<number, SimulatedLoad['status'][]>();
    for (let hour = 0; hour < 400; hour += 1) {
      for (const { serial, status } of freight.at(hoursLater(hour))) {
        const path = paths.get(serial) ?? [];
        if (path.at(-1) !== status) paths.set(serial, [...path, status]);
      }
    }
    const whole = ['ASSIGNED', 'IN_TRANSIT', 'DELIVERED'].join();
    const seen = new Set([...paths.values()].map((path) => path.join()));
    expect(seen).to.include(whole).and.to.include('ASSIGNED,CANCELLED');
    for (const path of seen) expect(`${whole};ASSIGNED,CANCELLED`).to.contain(path);
  });

  it('are picked up before they are delivered, with time for the way between two cities', () => {
    for (const { pickup, delivery, pickupAt, deliveryAt, miles } of freight.at(START)) {
      expect(pickup.city).not.to.equal(delivery.city);
      expect(miles).to.be.greaterThan(greatCircleMiles(pickup, delivery));
      const milesPerHour = miles / ((deliveryAt.getTime() - pickupAt.getTime()) / HOUR_MS);
      expect(milesPerHour).to.be.within(1, 65);
    }
  });

  it('are found by their number while they are known', () => {
    const [load] = freight.at(START);
    expect(freight.find(load!.serial, START)).to.deep.equal(load);
    expect(freight.find(load!.serial, hoursLater(96))?.status).to.match(/^(DELIVERED|CANCELLED)$/);
    for (const at of [hoursLater(1000), hoursLater(-1000)]) expect(freight.find(load!.serial, at)).to.equal(undefined);
    for (const serial of [-1, 0.5, Number.NaN, 3]) expect(freight.find(serial, START)).to.equal(undefined);
  });

  it('have a driver each at most, of the fleet, active, on the road, and no driver has two', () => {
    const ids = freight.haulers().map(({ id }) => id);
    expect(ids).to.have.length.within(20, 36);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const driver of freight.haulers()) {
      expect(driver).to.deep.equal(driverProfile(FLEET.seed, driver.index));
      expect(driver).to.include({ active: true }).and.not.to.include({ work: 'yard' });
    }
  });

  it('have no driver where the fleet has none left', () => {
    expect(new LivingLoads(1, 40, { seed: 1, drivers: 3 }).haulers()).to.have.length(3);
    expect(new LivingLoads(1, 40, { seed: 1, drivers: 0 }).at(START).every(({ driver }) => driver === undefined)).to.equal(true);
  });

  it('go between places that are where they say', () => {
    for (const { latitude, longitude, zip, state, utcOffsetHours } of US_PLACES) {
      expect(latitude).to.be.within(24, 49.5);
      expect(longitude).to.be.within(-125, -66);
      expect(zip).to.match(/^\d{5}$/);
      expect(state).to.match(/^[A-Z]{2}$/);
      expect(utcOffsetHours).to.be.within(-8, -5);
    }
    expect(new Set(US_PLACES.map(({ city }) => city)).size).to.equal(US_PLACES.length);
  });
});
