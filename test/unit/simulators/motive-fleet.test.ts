import { expect } from 'chai';
import { LivingMotiveFleet } from '../../../src/infrastructure/simulators/motive/motive-fleet.js';
import { LivingFleet } from '../../../src/infrastructure/simulators/samsara/samsara-fleet.js';

const START = Date.parse('2026-03-04T00:00:00Z');
const HOUR = 3_600_000;

const at = (ms: number): Date => new Date(START + ms);

describe('The simulated fleet of Motive', () => {
  const fleet = new LivingMotiveFleet(7, 60);
  const places = fleet.clocked();

  it('is a pure function of seed, place and time', () => {
    const other = new LivingMotiveFleet(7, 60);
    for (const place of places) {
      other.availableTimeAt(place, at(50 * HOUR)); // a detour must leave no trace
      expect(other.availableTimeAt(place, at(3 * HOUR))).to.deep.equal(fleet.availableTimeAt(place, at(3 * HOUR)));
      expect(other.userAt(place)).to.deep.equal(fleet.userAt(place));
    }
    expect(new LivingMotiveFleet(8, 60).availableTimeAt(0, at(0))).not.to.deep.equal(fleet.availableTimeAt(0, at(0)));
  });

  it('is another fleet than Samsara\'s of the same seed', () => {
    for (const seed of [0, 1, 7, 16, 17]) {
      const samsara = new LivingFleet(seed, 60);
      const motive = new LivingMotiveFleet(seed, 60);
      const ids = new Set(places.map((place) => samsara.profileAt(place).id));
      expect(places.filter((place) => ids.has(motive.profileAt(place).id)), `seed ${seed}`).to.deep.equal([]);
      const named = places.filter((place) => samsara.profileAt(place).name.full === motive.profileAt(place).name.full);
      expect(named.length).to.be.below(5);
    }
  });

  it('has an integer id of its own for each of 10,000 drivers, and finds them by it', () => {
    const large = new LivingMotiveFleet(7, 10_000);
    const ids = large.clocked().map((place) => large.userAt(place)['id']);
    expect(new Set(ids).size).to.equal(10_000);
    for (const [place, id] of ids.entries()) {
      expect(Number.isSafeInteger(id) && Number(id) > 0).to.equal(true);
      expect(large.placeOf(String(id))).to.equal(place);
      expect(large.availableTimeAt(place, at(0))['id']).to.equal(id);
    }
    expect(large.users(true).length + large.users(false).length).to.equal(10_000);
    expect(large.users(false)).to.have.length.greaterThan(0);
  });

  it('tells the truth in whole seconds for whoever sends everything', () => {
    for (const place of places.filter((one) => fleet.profileAt(one).sending === 'complete')) {
      for (let hour = 0; hour < 8 * 24; hour += 1) {
        const now = at(hour * HOUR + 1234);
        const truth = fleet.truthAt(place, now);
        expect(fleet.availableTimeAt(place, now)['available_time']).to.deep.equal({
          drive: Math.floor(truth.driveRemaining / 1000),
          shift: Math.floor(truth.shiftRemaining / 1000),
          cycle: Math.floor(truth.cycleRemaining / 1000),
          break: Math.floor(truth.untilBreak / 1000),
        });
      }
    }
  });

  it('says at every moment what the driver does, in Motive\'s words', () => {
    const words = { offDuty: 'off_duty', personalConveyance: 'off_duty', sleeperBed: 'sleeper', driving: 'driving', onDuty: 'on_duty', yardMove: 'on_duty' };
    const met = new Set<string>();
    for (const place of places.filter((one) => fleet.profileAt(one).sending === 'complete')) {
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        const { word } = fleet.truthAt(place, at(minute * 60_000));
        met.add(word);
        expect(fleet.availableTimeAt(place, at(minute * 60_000))['duty_status']).to.equal(words[word]);
      }
    }
    expect([...met].sort()).to.deep.equal(Object.keys(words).sort());
  });

  it('shows every gap and trap Motive can send', () => {
    const rows = Array.from({ length: 8 * 24 }, (_, hour) => places.map((place) => fleet.availableTimeAt(place, at(hour * HOUR)))).flat();
    const text = rows.map((row) => JSON.stringify(row));
    for (const part of ['"duty_status":"waiting"', '"duty_status":null', '"available_time":null', '"cycle":null', '"drive":0', '"last_cycle_reset":null']) {
      expect(text.some((row) => row.includes(part)), part).to.equal(true);
    }
    for (const part of ['"duty_status"', '"break"']) expect(text.some((row) => !row.includes(part)), `without ${part}`).to.equal(true);
    expect(rows.some((row) => row['duty_status'] === 'off_duty' && JSON.stringify(row['last_hos_status']).includes('"on_duty"'))).to.equal(true);
  });

  it('shows every kind of rules', () => {
    const rows = places.map((place) => fleet.userAt(place));
    expect(new Set(rows.map(({ cycle }) => cycle))).to.deep.equal(new Set(['70_8', '60_7', 'Other', null]));
    expect(rows.some((row) => row['exception_short_haul'] === true)).to.equal(true);
    expect(rows.some((row) => row['cycle2'] !== null)).to.equal(true);
  });
});
