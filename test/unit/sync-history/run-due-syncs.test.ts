import { expect } from 'chai';
import { RunDueSyncs } from '../../../src/application/sync-history/run-due-syncs.js';
import { SUCCEEDED } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { PerformingFleet } from './performing-fleet.js';

describe('RunDueSyncs', () => {
  let fleet: PerformingFleet;

  beforeEach(() => {
    fleet = new PerformingFleet();
  });

  const scan = (mayStart = true): Promise<number> => new RunDueSyncs(fleet.runs, fleet.perform).execute(mayStart, fleet.stop.signal);

  it('starts what is due and does not wait for it', async () => {
    const { integrationId } = await fleet.dueIntegration();
    expect(await scan()).to.equal(1);
    expect(fleet.work.latest.run).to.include({ integrationId, trigger: 'schedule' });
    expect(fleet.perform.running).to.equal(1);
    expect(await scan()).to.equal(0);
  });

  it('starts nothing outside the schedule, but takes over what was left', async () => {
    await fleet.dueIntegration();
    const left = await fleet.startedRun();
    await fleet.given.expire(left.lease);
    expect(await scan(false)).to.equal(1);
    expect(fleet.work.performances.map(({ run }) => run.lease)).to.deep.equal([{ ...left.lease, fencing: 2 }]);
  });

  it('runs 8 at a time: 20 due ones start as others end', async () => {
    for (let index = 0; index < 20; index += 1) await fleet.dueIntegration();
    expect([await scan(), await scan()]).to.deep.equal([8, 0]);
    for (const performance of fleet.work.performances.slice(0, 3)) performance.finish(SUCCEEDED);
    await fleet.timer.advance(0);
    expect(await scan()).to.equal(3);
    expect(fleet.perform.running).to.equal(8);
  });

  it('takes over first: 6 left ones leave room for 2 due ones', async () => {
    for (let index = 0; index < 6; index += 1) await fleet.given.expire((await fleet.startedRun()).lease);
    for (let index = 0; index < 6; index += 1) await fleet.dueIntegration();
    expect(await scan()).to.equal(8);
    const triggers = fleet.work.performances.map(({ run }) => run.trigger);
    expect(triggers).to.deep.equal([...Array.from({ length: 6 }, () => 'manual'), 'schedule', 'schedule']);
  });

  it('counts the runs people asked for too', async () => {
    for (let index = 0; index < 8; index += 1) void fleet.perform.execute(await fleet.startedRun(), fleet.stop.signal);
    await fleet.dueIntegration();
    expect(await scan()).to.equal(0);
  });

  it('a run taken over from a killed replica is done within 60 s: lease 30 s, scans every 10 s', async () => {
    const left = await fleet.startedRun();
    let waited = 0;
    while ((await scan()) === 0) {
      await fleet.pass(10_000);
      waited += 10_000;
    }
    expect(waited).to.be.at.most(40_000);
    fleet.work.latest.finish(SUCCEEDED);
    await fleet.perform.settled();
    expect(await fleet.find(left)).to.include({ status: 'success' });
  });
});
