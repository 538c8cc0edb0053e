import { expect } from 'chai';
import { DUTY_STATUSES } from '../../../src/domain/hours-of-service/duty-status.js';
import type { HosSourceHarness, OpenHosSource } from './hos-source-harness.js';
import { describeFailures, describePaging } from './hos-source-paging.contract.js';
import { allPages, driver, driversOf, observationsOf } from './hos-source-scenarios.js';

/** What every `HosSource` promises, whatever the vendor. QA writes a scenario here once; each harness runs it. */
export function describeHosSource(name: string, harness: HosSourceHarness): void {
  describe(`HosSource: ${name}`, () => {
    let vendor: OpenHosSource;

    beforeEach(async () => {
      vendor = await harness.open();
    });

    afterEach(async () => {
      await vendor.close();
    });

    describeRoster(() => vendor);
    describeClocks(() => vendor);
    describeClocksOf(() => vendor);
    describePaging(() => vendor);
    describeFailures(() => vendor);
  });
}

function describeRoster(vendor: () => OpenHosSource): void {
  it('names every active driver with the ruleset the vendor states', async () => {
    const drivers = [
      driver('d1', { name: 'Ana Núñez', ruleset: 'US_PROPERTY_70_8' }),
      driver('d2', { ruleset: 'US_PROPERTY_60_7' }),
      driver('d3', { ruleset: 'other' }),
      driver('d4', { ruleset: 'not-sent' }),
      driver('gone', { inRoster: false }),
    ];
    await vendor().given({ drivers });
    const found = driversOf(await allPages(vendor().source.roster()));
    expect(found.map(({ externalDriverId, ruleset }) => [externalDriverId, ruleset])).to.deep.equal([
      ['d1', 'US_PROPERTY_70_8'], ['d2', 'US_PROPERTY_60_7'], ['d3', 'other'], ['d4', 'not-sent'],
    ]);
    expect(found[0]?.name).to.equal('Ana Núñez');
  });

  it('has no drivers when the vendor has none', async () => {
    await vendor().given({ drivers: [] });
    expect(driversOf(await allPages(vendor().source.roster()))).to.deep.equal([]);
    expect(observationsOf(await allPages(vendor().source.clocks()))).to.deep.equal([]);
  });
}

function describeClocks(vendor: () => OpenHosSource): void {
  it('states each duty status, and UNKNOWN never as off duty', async () => {
    await vendor().given({ drivers: DUTY_STATUSES.map((dutyStatus, index) => driver(`d${index}`, { dutyStatus })) });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map(({ dutyStatus }) => dutyStatus)).to.deep.equal([...DUTY_STATUSES]);
  });

  it('keeps 0 hours as 0 and a missing clock as undefined', async () => {
    await vendor().given({ drivers: [driver('d1', { remaining: { driveHours: 0, cycleHours: 12.25 } })] });
    const [found] = observationsOf(await allPages(vendor().source.clocks()));
    expect(found?.remaining).to.deep.equal({
      driveHours: 0, shiftHours: undefined, cycleHours: 12.25, untilBreakHours: undefined,
    });
  });

  it('reports each overrun, in hours', async () => {
    const violations = [{ kind: 'shift_driving', durationHours: 0.5 }, { kind: 'cycle', durationHours: 2 }] as const;
    await vendor().given({ drivers: [driver('d1'), driver('d2', { violations })] });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map((row) => row.violations)).to.deep.equal([[], violations]);
  });

  it('includes drivers the roster does not name', async () => {
    await vendor().given({ drivers: [driver('d1'), driver('gone', { inRoster: false })] });
    const found = observationsOf(await allPages(vendor().source.clocks()));
    expect(found.map(({ externalDriverId }) => externalDriverId)).to.include('gone');
  });

  it('dates observations no later than now', async () => {
    const before = Date.now();
    await vendor().given({ drivers: [driver('d1')] });
    const [found] = observationsOf(await allPages(vendor().source.clocks()));
    expect(found?.asOf.getTime()).to.be.within(before, Date.now());
  });
}

function describeClocksOf(vendor: () => OpenHosSource): void {
  it('answers for the drivers asked for and leaves out the unknown', async () => {
    await vendor().given({ drivers: [driver('d1'), driver('d2'), driver('d3')] });
    const { observations } = await vendor().source.clocksOf(['d3', 'nobody', 'd1', 'd3']);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.have.members(['d1', 'd3']);
  });

  it('answers nothing for nobody, instead of the whole fleet', async () => {
    await vendor().given({ drivers: [driver('d1')] });
    expect(await vendor().source.clocksOf([])).to.deep.equal({ observations: [], unreadable: 0 });
  });

  it('asks for any number of drivers', async () => {
    const ids = Array.from({ length: 1100 }, (_, index) => `driver-${index}`);
    await vendor().given({ drivers: ids.map((id) => driver(id)) });
    const { observations } = await vendor().source.clocksOf(ids);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.have.members(ids);
  });
}
