import { expect } from 'chai';
import { RunDueSyncs } from '../../../src/application/sync-history/run-due-syncs.js';
import { SyncScheduler } from '../../../src/infrastructure/scheduling/sync-scheduler.js';
import { PerformingFleet } from './performing-fleet.js';

describe('SyncScheduler', () => {
  let fleet: PerformingFleet;

  beforeEach(() => {
    fleet = new PerformingFleet();
  });

  function run(schedule = '* * * * *'): Promise<void> {
    const { runs, perform, clock, timer, logger, stop } = fleet;
    const scheduler = new SyncScheduler(new RunDueSyncs(runs, perform), clock, timer, logger, { scanSeconds: 10, schedule });
    return scheduler.run(stop.signal);
  }

  it('scans at once and then every 10 s, until it is stopped', async () => {
    await fleet.dueIntegration();
    const running = run();
    await fleet.timer.advance(0);
    expect(fleet.work.performances).to.have.length(1);
    await fleet.dueIntegration();
    await fleet.timer.advance(9_999);
    expect(fleet.work.performances).to.have.length(1);
    await fleet.timer.advance(1);
    expect(fleet.work.performances).to.have.length(2);
    fleet.stop.abort();
    await running;
    await fleet.perform.settled();
    expect(fleet.timer.sleeping).to.equal(0);
  });

  it('starts syncs only in the minutes its schedule names', async () => {
    fleet.clock.set('2026-03-02T08:59:55.000Z');
    await fleet.dueIntegration();
    const running = run('0 9 * * *');
    await fleet.timer.advance(0);
    expect(fleet.work.performances).to.have.length(0);
    await fleet.pass(10_000);
    expect(fleet.work.performances).to.have.length(1);
    fleet.stop.abort();
    await running;
  });

  it('outlives a scan that fails', async () => {
    await fleet.dueIntegration();
    const { takeOver } = fleet.runs;
    fleet.runs.takeOver = () => Promise.reject(new Error('database'));
    const running = run();
    await fleet.timer.advance(0);
    expect(fleet.logger.lines.map(({ level }) => level)).to.deep.equal(['warn']);
    fleet.runs.takeOver = takeOver.bind(fleet.runs);
    await fleet.timer.advance(10_000);
    expect(fleet.work.performances).to.have.length(1);
    fleet.stop.abort();
    await running;
  });
});
