import { expect } from 'chai';
import { driverDay, isDayOff } from '../../../src/infrastructure/simulators/fleet/driver-day.js';
import type { DriverClocks } from '../../../src/infrastructure/simulators/fleet/driver-clocks.js';
import { LivingFleet } from '../../../src/infrastructure/simulators/samsara/samsara-fleet.js';

const START = Date.parse('2026-03-04T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const at = (ms: number): Date => new Date(START + ms);

function timeline(fleet: LivingFleet, place: number, days: number, stepMs = 5 * MINUTE): DriverClocks[] {
  return Array.from({ length: (days * 24 * HOUR) / stepMs }, (_, step) => fleet.truthAt(place, at(step * stepMs)));
}

describe('The simulated fleet', () => {
  const fleet = new LivingFleet(7, 60);
  const places = [...Array(fleet.size).keys()];

  it('is a pure function of seed, place and time', () => {
    const other = new LivingFleet(7, 60);
    for (const place of places) {
      other.clocksAt(place, at(50 * HOUR)); // a detour must leave no trace
      expect(other.clocksAt(place, at(3 * HOUR))).to.deep.equal(fleet.clocksAt(place, at(3 * HOUR)));
      expect(other.driverAt(place)).to.deep.equal(fleet.driverAt(place));
    }
    expect(new LivingFleet(8, 60).clocksAt(0, at(0))).not.to.deep.equal(fleet.clocksAt(0, at(0)));
  });

  it('keeps its drivers when the fleet grows', () => {
    const larger = new LivingFleet(7, 200);
    for (const place of places) expect(larger.driverAt(place)).to.deep.equal(fleet.driverAt(place));
  });

  it('runs every clock down by the time driven, and only down', () => {
    for (const place of places.filter((one) => fleet.profileAt(one).sending === 'complete')) {
      const states = timeline(fleet, place, 8);
      for (const [index, now] of states.entries()) {
        const before = states[index - 1];
        if (before?.word !== 'driving' || now.word !== 'driving') continue;
        for (const clock of ['driveRemaining', 'shiftRemaining', 'cycleRemaining', 'untilBreak'] as const) {
          expect(before[clock] - now[clock], clock).to.equal(before[clock] === 0 ? 0 : Math.min(5 * MINUTE, before[clock]));
        }
      }
    }
  });

  it('starts each shift after ten hours of rest with full clocks', () => {
    for (const place of places) {
      const { work, rules, sending } = fleet.profileAt(place);
      if (rules === 'passenger' || rules === 'override' || sending.startsWith('disconnected')) continue;
      const states = timeline(fleet, place, 8, MINUTE);
      const starts = states.filter((now, index) => now.word === 'onDuty' && states[index - 1]?.word === 'sleeperBed');
      expect(starts, work).to.have.length.greaterThan(0);
      for (const now of starts) expect([now.driveRemaining, now.shiftRemaining, now.untilBreak].map((ms) => ms / HOUR)).to.deep.equal([11, 14, 8]);
    }
  });

  it('resets the break clock after 30 minutes without driving, not before', () => {
    const states = timeline(fleet, 0, 8, MINUTE);
    let standing = 0;
    let partly = 0;
    for (const [index, now] of states.entries()) {
      standing = now.word === 'driving' ? 0 : standing + 1;
      if (standing > 30) expect(now.untilBreak).to.equal(8 * HOUR);
      const before = states[index - 1];
      if (standing > 1 && standing <= 30 && before !== undefined && before.untilBreak < 8 * HOUR) partly += 1;
    }
    expect(partly).to.be.greaterThan(0);
  });

  it('fills the clocks after ten hours of rest, and the cycle after 34 (49 CFR 395.3)', () => {
    const states = timeline(fleet, 0, 16, MINUTE);
    let rest = 0;
    let restarts = 0;
    for (const now of states) {
      rest = ['offDuty', 'sleeperBed', 'personalConveyance'].includes(now.word) ? rest + 1 : 0;
      if (rest > 10 * 60) expect([now.driveRemaining, now.shiftRemaining]).to.deep.equal([11 * HOUR, 14 * HOUR]);
      if (rest > 34 * 60) expect(now.cycleRemaining).to.equal(70 * HOUR);
      if (rest === 34 * 60 - 1) {
        expect(now.cycleRemaining).to.be.below(70 * HOUR);
        restarts += 1;
      }
    }
    expect(restarts).to.be.greaterThan(0);
  });

  it('gives each working day 24 hours, a shift within 14 and more than 10 of rest', () => {
    for (const place of places) {
      for (let day = 20_000; day < 20_016; day += 1) {
        const stretches = driverDay(fleet.profileAt(place), 7, day);
        const minutes = (words: readonly string[]): number =>
          stretches.filter(({ word }) => words.includes(word)).reduce((sum, stretch) => sum + stretch.minutes, 0);
        expect(stretches.reduce((sum, stretch) => sum + stretch.minutes, 0)).to.equal(1440);
        if (isDayOff(fleet.profileAt(place), day)) continue;
        const lastWorked = stretches.findLastIndex(({ word }) => word === 'onDuty');
        const shift = stretches.slice(0, lastWorked + 1).reduce((sum, stretch) => sum + stretch.minutes, 0);
        expect(shift).to.be.within(8 * 60, 14 * 60);
        const driving = minutes(['driving']);
        const { work } = fleet.profileAt(place);
        if (work === 'overdriving') expect(driving).to.be.greaterThan(660);
        else expect(driving).to.be.at.most(600);
      }
    }
  });

  it('keeps every clock inside its limits and an overrun only on a clock at 0', () => {
    for (const place of places) {
      for (const now of timeline(fleet, place, 8, 30 * MINUTE)) {
        expect(now.driveRemaining).to.be.within(0, 12 * HOUR);
        expect(now.shiftRemaining).to.be.within(0, 15 * HOUR);
        expect(now.cycleRemaining).to.be.within(0, 70 * HOUR);
        expect(now.untilBreak).to.be.within(0, 8 * HOUR);
        if (now.driveOverrun > 0) expect(now.driveRemaining).to.equal(0);
        if (now.cycleOverrun > 0) expect(now.cycleRemaining).to.equal(0);
      }
    }
  });

  it('shows every status, ruleset, gap and violation Samsara can send', () => {
    const rows = Array.from({ length: 8 * 24 }, (_, hour) => places.map((place) => fleet.clocksAt(place, at(hour * HOUR)))).flat();
    const text = rows.map((row) => JSON.stringify(row));
    for (const word of ['offDuty', 'sleeperBed', 'driving', 'onDuty', 'yardMove', 'personalConveyance', '']) {
      expect(text.some((row) => row.includes(`"hosStatusType":"${word}"`)), word).to.equal(true);
    }
    for (const part of ['"break"', '"cycle"', '"clocks"', '"currentDutyStatus"', '"currentVehicle"']) {
      expect(text.some((row) => !row.includes(part)), part).to.equal(true);
    }
    for (const name of ['shiftDrivingViolationDurationMs', 'cycleViolationDurationMs']) {
      expect(text.some((row) => new RegExp(`"${name}":[1-9]`).test(row)), name).to.equal(true);
    }
    expect(new Set(places.map((place) => fleet.profileAt(place).rules)).size).to.equal(7);
    expect(fleet.places(false)).to.have.length.greaterThan(0);
  });

  it('has ids and logins of its own for 10,000 drivers', () => {
    const large = new LivingFleet(7, 10_000);
    const profiles = Array.from({ length: 10_000 }, (_, place) => large.profileAt(place));
    expect(new Set(profiles.map(({ id }) => id)).size).to.equal(10_000);
    expect(new Set(profiles.map(({ name }) => name.username)).size).to.equal(10_000);
    for (const { name } of profiles) expect(name.username).to.match(/^[a-z]+\d+$/);
    expect(large.places(true).length + large.places(false).length).to.equal(10_000);
  });
});
