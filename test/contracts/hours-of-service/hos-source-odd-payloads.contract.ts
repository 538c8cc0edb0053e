import { expect } from 'chai';
import type { OpenHosSource } from './hos-source-harness.js';
import { allPages } from '../all-pages.js';
import { driver, drivers, driversOf, observationsOf } from './hos-source-scenarios.js';

/** Rows that are broken or incomplete cost nothing but themselves. */
export function describeOddPayloads(vendor: () => OpenHosSource): void {
  it('counts rows it cannot read and keeps the others', async () => {
    await vendor().given({ drivers: drivers(1), unreadableRows: 2 });
    const [clocks, roster] = [await allPages(vendor().source.clocks()), await allPages(vendor().source.roster())];
    expect(clocks.map(({ unreadable }) => unreadable)).to.deep.equal([2]);
    expect(roster.map(({ unreadable }) => unreadable)).to.deep.equal([2]);
    expect(observationsOf(clocks)).to.have.length(1);
    expect(driversOf(roster)).to.have.length(1);
  });

  it('has no drivers when it can read none of the rows', async () => {
    await vendor().given({ drivers: [], unreadableRows: 3 });
    expect(await allPages(vendor().source.roster())).to.deep.equal([{ drivers: [], unreadable: 3 }]);
    expect(await allPages(vendor().source.clocks())).to.deep.equal([{ observations: [], unreadable: 3 }]);
  });

  it('has no drivers when the vendor has none', async () => {
    await vendor().given({ drivers: [] });
    expect(driversOf(await allPages(vendor().source.roster()))).to.deep.equal([]);
    expect(observationsOf(await allPages(vendor().source.clocks()))).to.deep.equal([]);
    expect(await vendor().source.clocksOf(['101'])).to.deep.equal({ observations: [], unreadable: 0 });
  });

  it('states a status it cannot place as UNKNOWN, never as off duty', async () => {
    await vendor().given({ drivers: [driver('1', { dutyStatus: 'UNKNOWN' }), driver('2', { dutyStatus: 'OFF_DUTY' })] });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map(({ dutyStatus }) => dutyStatus)).to.deep.equal(['UNKNOWN', 'OFF_DUTY']);
    expect(found[0]?.dutyStatusRaw).to.be.a('string');
  });

  it('keeps 0 hours as 0 and a missing clock as undefined', async () => {
    await vendor().given({ drivers: [driver('1', { remaining: { driveHours: 0, cycleHours: 12.25 } })] });
    const [found] = observationsOf(await allPages(vendor().source.clocks()));
    expect(found?.remaining).to.deep.equal({
      driveHours: 0, shiftHours: undefined, cycleHours: 12.25, untilBreakHours: undefined,
    });
  });

  it('keeps a driver without any clock', async () => {
    await vendor().given({ drivers: [driver('1', { remaining: {} })] });
    const { observations } = await vendor().source.clocksOf(['1']);
    expect(observations.map(({ remaining }) => remaining)).to.deep.equal([
      { driveHours: undefined, shiftHours: undefined, cycleHours: undefined, untilBreakHours: undefined },
    ]);
  });
}
