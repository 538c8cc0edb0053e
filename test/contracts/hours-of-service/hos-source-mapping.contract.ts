import { expect } from 'chai';
import type { OpenHosSource, VendorStates } from './hos-source-harness.js';
import { allPages } from '../all-pages.js';
import { driver, drivers, driversOf, observationsOf } from './hos-source-scenarios.js';

const KNOWN_STATUSES = ['OFF_DUTY', 'SLEEPER_BERTH', 'DRIVING', 'ON_DUTY_NOT_DRIVING'] as const;

/** What the vendor says, in our words: drivers, rules, statuses, hours. */
export function describeMapping(vendor: () => OpenHosSource, states: VendorStates): void {
  describeRosterMapping(vendor);
  describeClocksMapping(vendor, states);
}

function describeRosterMapping(vendor: () => OpenHosSource): void {
  it('names every active driver with the ruleset the vendor states', async () => {
    await vendor().given({
      drivers: [
        driver('1', { name: 'Ana Núñez', ruleset: 'US_PROPERTY_70_8' }),
        driver('2', { ruleset: 'US_PROPERTY_60_7' }),
        driver('3', { ruleset: 'other' }),
        driver('4', { ruleset: 'not-sent' }),
        driver('5', { inRoster: false }),
      ],
    });
    const found = driversOf(await allPages(vendor().source.roster()));
    expect(found.map(({ externalDriverId, ruleset }) => [externalDriverId, ruleset])).to.deep.equal([
      ['1', 'US_PROPERTY_70_8'], ['2', 'US_PROPERTY_60_7'], ['3', 'other'], ['4', 'not-sent'],
    ]);
    expect(found[0]?.name).to.equal('Ana Núñez');
  });
}

function describeClocksMapping(vendor: () => OpenHosSource, states: VendorStates): void {
  it('states each duty status and keeps the vendor\'s word for it', async () => {
    await vendor().given({ drivers: KNOWN_STATUSES.map((dutyStatus, index) => driver(String(index + 1), { dutyStatus })) });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map(({ dutyStatus }) => dutyStatus)).to.deep.equal([...KNOWN_STATUSES]);
    for (const { dutyStatusRaw } of found) expect(dutyStatusRaw).to.be.a('string').and.not.equal('');
  });

  it('reads every clock in hours', async () => {
    const remaining = { driveHours: 6.5, shiftHours: 8.25, cycleHours: 41.75, untilBreakHours: 3.5 };
    await vendor().given({ drivers: [driver('1', { remaining })] });
    const [found] = observationsOf(await allPages(vendor().source.clocks()));
    expect(found?.remaining).to.deep.equal(remaining);
    expect((await vendor().source.clocksOf(['1'])).observations.map((row) => row.remaining)).to.deep.equal([remaining]);
  });

  it(states.violations ? 'reports each overrun, in hours' : 'reports no overrun, as the vendor cannot state one', async () => {
    const violations = [{ kind: 'shift_driving', durationHours: 0.5 }, { kind: 'cycle', durationHours: 2 }] as const;
    await vendor().given({ drivers: [driver('1'), driver('2', { violations })] });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map((row) => row.violations)).to.deep.equal([[], states.violations ? violations : []]);
  });

  it('includes drivers the roster does not name', async () => {
    await vendor().given({ drivers: [driver('1'), driver('2', { inRoster: false })] });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['1', '2']);
  });

  it('dates observations no later than now', async () => {
    const before = Date.now();
    await vendor().given({ drivers: drivers(1) });
    const [found] = observationsOf(await allPages(vendor().source.clocks()));
    expect(found?.asOf.getTime()).to.be.within(before, Date.now());
  });

  it('answers for the drivers asked for and leaves out the unknown', async () => {
    await vendor().given({ drivers: drivers(3) });
    const { observations } = await vendor().source.clocksOf(['103', 'nobody', '999', '101', '103']);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.have.members(['101', '103']);
  });
}
