import { expect } from 'chai';
import { RequestSync } from '../../../src/application/sync-history/request-sync.js';
import { IntegrationDisabledError } from '../../../src/domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { SyncRun } from '../../../src/domain/sync-history/sync-run.js';
import { SUCCEEDED } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { rejectionOf } from '../../support/rejection.js';
import { PerformingFleet } from './performing-fleet.js';

describe('RequestSync', () => {
  let fleet: PerformingFleet;
  let tenantId: TenantId;
  let integrationId: IntegrationId;

  beforeEach(async () => {
    fleet = new PerformingFleet();
    tenantId = await fleet.given.tenant();
    integrationId = await fleet.given.integration(tenantId);
  });

  /** Asks, and lets the asking get as far as it can without time passing. */
  async function ask(rosterConfirmed = false): Promise<{ readonly answer: Promise<SyncRun> }> {
    const { targets, runs, perform, timer, stop } = fleet;
    const answer = new RequestSync(targets, runs, perform, timer, stop.signal).execute({ tenantId, integrationId, rosterConfirmed });
    answer.catch(() => undefined);
    await timer.advance(0);
    return { answer };
  }

  it('answers with the finished run', async () => {
    const { answer } = await ask(true);
    expect(fleet.work.latest.run).to.include({ tenantId, integrationId, syncType: 'hos', trigger: 'manual', rosterConfirmed: true });
    fleet.work.latest.finish(SUCCEEDED);
    expect(await answer).to.deep.include({ status: 'success', counts: SUCCEEDED.counts });
    expect(fleet.timer.sleeping).to.equal(0);
  });

  it('answers at 25,000 ms with the run still running, which goes on', async () => {
    const { answer } = await ask();
    let answered = false;
    void answer.then(() => { answered = true; });
    await fleet.pass(24_999);
    expect(answered).to.equal(false);
    await fleet.pass(1);
    const run = await answer;
    expect(run).to.include({ status: 'running' });
    fleet.work.latest.finish(SUCCEEDED);
    await fleet.perform.settled();
    expect(await fleet.runs.find(tenantId, run.id)).to.include({ status: 'success' });
  });

  it('joins the run that is going on, on whatever replica, and answers when it has ended', async () => {
    const lease = await fleet.given.lease(tenantId, integrationId);
    const { answer } = await ask();
    await fleet.timer.advance(10_000);
    await fleet.runs.settle(lease, SUCCEEDED);
    await fleet.timer.advance(200);
    expect(await answer).to.include({ id: lease.runId, status: 'success' });
    expect(fleet.work.performances).to.deep.equal([]);
  });

  it('a joined run that goes on is answered as running after 25 s', async () => {
    const lease = await fleet.given.lease(tenantId, integrationId);
    const { answer } = await ask();
    await fleet.timer.advance(25_000);
    expect(await answer).to.include({ id: lease.runId, status: 'running' });
    expect(fleet.timer.sleeping).to.equal(0);
  });

  it('5 requests at once make 1 run with the same answer for all', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask()));
    expect(fleet.work.performances).to.have.length(1);
    fleet.work.latest.finish(SUCCEEDED);
    await fleet.perform.settled();
    await fleet.timer.advance(200);
    const answers = await Promise.all(asked.map(({ answer }) => answer));
    expect(new Set(answers.map(({ id, status }) => `${id} ${status}`))).to.have.property('size', 1);
  });

  it('answers with the run still running when the service stops', async () => {
    const { answer } = await ask();
    fleet.stop.abort();
    expect(await answer).to.include({ status: 'running' });
  });

  it('answers so at once when it had joined a run, too', async () => {
    const lease = await fleet.given.lease(tenantId, integrationId);
    const { answer } = await ask();
    fleet.stop.abort();
    await fleet.timer.advance(0);
    expect(fleet.timer.sleeping).to.equal(0);
    expect(await answer).to.include({ id: lease.runId, status: 'running' });
  });

  it('refuses what cannot be synced, and starts nothing', async () => {
    integrationId = await fleet.given.integration(tenantId, { enabled: false });
    const { answer } = await ask();
    expect(await rejectionOf(answer)).to.be.instanceOf(IntegrationDisabledError);
    expect(fleet.state.runs).to.deep.equal([]);
  });

  it('does not make up an answer for a run that has vanished', async () => {
    await fleet.given.lease(tenantId, integrationId);
    fleet.runs.find = async () => undefined;
    const { answer } = await ask();
    expect(await rejectionOf(answer)).to.be.instanceOf(Error);
  });
});
