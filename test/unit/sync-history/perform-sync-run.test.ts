import { expect } from 'chai';
import type { LeasedRun } from '../../../src/application/sync-history/ports/sync-run-store.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import { NO_RECORDS } from '../../../src/domain/sync-history/sync-run.js';
import { SUCCEEDED } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { HEARTBEAT_MS, PerformingFleet } from './performing-fleet.js';

describe('PerformSyncRun', () => {
  let fleet: PerformingFleet;
  let run: LeasedRun;

  beforeEach(async () => {
    fleet = new PerformingFleet();
    run = await fleet.startedRun();
  });

  const execute = (): Promise<void> => fleet.perform.execute(run, fleet.stop.signal);

  it('settles with the outcome of the work, counts and logs it', async () => {
    const done = execute();
    expect(fleet.perform.running).to.equal(1);
    fleet.work.latest.finish(SUCCEEDED);
    await done;
    expect(await fleet.find(run)).to.deep.include({ status: 'success', counts: SUCCEEDED.counts, problem: undefined });
    expect(fleet.metrics.syncRuns).to.deep.equal(['success']);
    expect(fleet.events).to.deep.equal(['info sync.finished']);
    expect(fleet.observer.told).to.deep.equal([{ run, outcome: SUCCEEDED }]);
    expect(fleet.perform.running).to.equal(0);
    expect(fleet.timer.sleeping).to.equal(0);
  });

  for (const status of ['partial', 'failed'] as const) {
    it(`warns of a ${status} run, by the code of its problem`, async () => {
      const done = execute();
      fleet.work.latest.finish({ status, counts: NO_RECORDS, problem: { code: 'timeout', message: 'Too slow.' } });
      await done;
      expect(await fleet.find(run)).to.deep.include({ status, problem: { code: 'timeout', message: 'Too slow.' } });
      expect(fleet.logger.lines.map(({ level, fields }) => [level, fields['problem']])).to.deep.equal([['warn', 'timeout']]);
      expect(fleet.metrics.syncRuns).to.deep.equal([status]);
    });
  }

  it('holds a lease of 30 s for 5 minutes of work, a heartbeat every 10 s', async () => {
    const done = execute();
    for (let beat = 0; beat < 30; beat += 1) {
      await fleet.pass(HEARTBEAT_MS);
      expect(await fleet.runs.takeOver(1)).to.deep.equal([]);
    }
    fleet.work.latest.finish(SUCCEEDED);
    await done;
    expect(await fleet.find(run)).to.include({ status: 'success' });
  });

  it('gives the work up at the first heartbeat after the lease was lost, and writes nothing', async () => {
    const done = execute();
    await fleet.given.takeAway(run.lease);
    await fleet.pass(HEARTBEAT_MS - 1);
    expect(fleet.work.latest.signal.aborted).to.equal(false);
    await fleet.pass(1);
    expect(fleet.work.latest.signal.aborted).to.equal(true);
    await done;
    expect(await fleet.find(run)).to.include({ status: 'running' });
    expect([fleet.metrics.syncRuns, fleet.observer.told]).to.deep.equal([[], []]);
    expect(fleet.logger.lines.map(({ event, fields }) => [event, fields['reason']])).to.deep.equal([['sync.not-settled', 'LeaseLostError']]);
  });

  it('leaves a run alone whose work found the lease lost', async () => {
    const done = execute();
    await fleet.given.takeAway(run.lease);
    fleet.work.latest.crash(new LeaseLostError());
    await done;
    expect(await fleet.find(run)).to.include({ status: 'running' });
    expect(fleet.events).to.deep.equal(['warn sync.not-settled']);
  });

  it('works on when a heartbeat fails on the way, and beats again', async () => {
    const { heartbeat } = fleet.runs;
    fleet.runs.heartbeat = () => Promise.reject(new Error('database'));
    const done = execute();
    await fleet.pass(HEARTBEAT_MS);
    fleet.runs.heartbeat = heartbeat.bind(fleet.runs);
    await fleet.pass(HEARTBEAT_MS);
    await fleet.pass(HEARTBEAT_MS);
    expect(await fleet.runs.takeOver(1)).to.deep.equal([]);
    fleet.work.latest.finish(SUCCEEDED);
    await done;
    expect(await fleet.find(run)).to.include({ status: 'success' });
    expect(fleet.events).to.deep.equal(['warn sync.heartbeat-failed', 'info sync.finished']);
  });

  it('a crash inside is a failed run with a text that gives nothing away, and an error for its operators', async () => {
    const done = execute();
    fleet.work.latest.crash(new Error('relation "driver" does not exist'));
    await done;
    const found = await fleet.find(run);
    expect(found).to.deep.include({ status: 'failed', counts: NO_RECORDS });
    expect(found?.problem).to.include({ code: 'internal-error' }).and.to.have.property('message').that.does.not.include('relation');
    expect(fleet.events).to.deep.equal(['error sync.crashed', 'warn sync.finished']);
  });

  it('work that throws before it begins is a failed run too', async () => {
    fleet.work.perform = () => { throw new Error('no such kind'); };
    await execute();
    expect(await fleet.find(run)).to.include({ status: 'failed' });
  });

  it('hands the run back when the service stops: another process takes it at once', async () => {
    const done = execute();
    fleet.stop.abort();
    await done;
    expect(await fleet.find(run)).to.include({ status: 'running' });
    expect([fleet.metrics.syncRuns, fleet.observer.told]).to.deep.equal([[], []]);
    const taken = await fleet.runs.takeOver(1);
    expect(taken.map(({ lease }) => lease)).to.deep.equal([{ ...run.lease, fencing: 2 }]);
  });

  for (const ending of ['settling', 'handing back'] as const) {
    it(`never rejects, not even when ${ending} does`, async () => {
      fleet.runs.settle = () => Promise.reject(new Error('database'));
      fleet.runs.handBack = () => Promise.reject(new Error('database'));
      if (ending === 'handing back') fleet.stop.abort();
      const done = execute();
      fleet.work.latest.finish(SUCCEEDED);
      await done;
      expect(fleet.events).to.deep.equal(['warn sync.not-settled']);
      expect([fleet.perform.running, fleet.timer.sleeping]).to.deep.equal([0, 0]);
    });
  }

  it('names the kind of what could not be settled, also when it is no error', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a library may throw anything
    fleet.runs.settle = () => Promise.reject('text');
    const done = execute();
    fleet.work.latest.finish(SUCCEEDED);
    await done;
    expect(fleet.logger.lines.at(-1)?.fields).to.include({ reason: 'unknown', syncId: run.lease.runId });
  });

  it('is settled when all of its runs have ended', async () => {
    const other = await fleet.startedRun();
    void execute();
    void fleet.perform.execute(other, fleet.stop.signal);
    expect(fleet.perform.running).to.equal(2);
    const settled = fleet.perform.settled();
    for (const performance of fleet.work.performances) performance.finish(SUCCEEDED);
    await settled;
    expect(fleet.perform.running).to.equal(0);
    expect(await fleet.find(other)).to.include({ status: 'success' });
  });
});
