import { expect } from 'chai';
import { LoadsUnavailableError, TmsIntegrationMissingError } from '../../../src/domain/fleet-data/errors.js';
import { TMS_AWAY } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { BUDGET_MS, INTERVAL_SECONDS, ReadingLoads, servingOf } from './reading-loads.js';

const stored = (id: string): object => ({ id, cached: true, stale: false, error: undefined });
const live = (id: string): object => ({ id, cached: false, stale: false, error: undefined });
const stale = (id: string, error: string): object => ({ id, cached: true, stale: true, error });
const SLOW = 'The TMS takes longer than usual to answer. This is the last known state.';
const NOT_CONNECTED = 'No enabled TMS integration serves this load. This is its last known state.';

describe('ListLoads', () => {
  let scene: ReadingLoads;

  beforeEach(async () => {
    scene = await ReadingLoads.open();
  });

  const servings = async (filter: 'active' | 'all' = 'active'): Promise<readonly unknown[]> => (await scene.list(filter)).map(servingOf);

  it('serves what was read less than an interval ago as stored, and asks nobody', async () => {
    await scene.synced(['L1', 'L2'], INTERVAL_SECONDS - 1);
    expect(await servings()).to.deep.equal([stored('L1'), stored('L2')]);
    expect(scene.tms.requests.pages).to.equal(1);
  });

  it('reads an older list live, whole and once, and records the success', async () => {
    await scene.synced(['L1', 'L2'], INTERVAL_SECONDS);
    scene.tmsHas([scene.seen('L1'), scene.seen('L3')]);
    scene.tms.byId.set('L2', scene.seen('L2', { status: 'DELIVERED' }));
    expect(await servings()).to.deep.equal([live('L1'), live('L3')]);
    expect(await servings('all')).to.deep.equal([stored('L1'), stored('L2'), stored('L3')]);
    expect(scene.tms.requests.pages).to.equal(2);
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 0 });
    expect(scene.sources.priorities).to.deep.equal(['background', 'user']);
  });

  it('an account that was read to its end and has nothing is an empty list, and is not asked again', async () => {
    expect(await servings()).to.deep.equal([]);
    scene.tmsHas([scene.seen('L1')]);
    expect(await servings()).to.deep.equal([]);
    expect(scene.tms.requests.pages).to.equal(0);
  });

  it('the first list of a new account waits for the vendor, beyond the budget', async () => {
    scene.tmsHas([scene.seen('L1')]);
    const answer = scene.tmsWaits();
    const reading = servings();
    for (let waited = 0; waited < 4; waited += 1) {
      await scene.timer.advance(0);
      await scene.timer.advance(BUDGET_MS);
    }
    answer();
    expect(await reading).to.deep.equal([live('L1')]);
  });

  it('the first list of a new account is waited for 10 s more at the most, and an empty list is not made up', async () => {
    scene.tmsHas([scene.seen('L1')]);
    scene.tmsWaits();
    const reading = rejectionOf(servings());
    for (const waited of [0, BUDGET_MS, 0, 10_000]) await scene.timer.advance(waited);
    expect(await reading).to.be.instanceOf(LoadsUnavailableError).and.to.have.property('message').that.matches(/did not answer in 10 s/);
  });

  it('serves the copy with the reason when the vendor fails, and records the failure', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.pages = [TMS_AWAY];
    expect(await servings()).to.deep.equal([stale('L1', TMS_AWAY.detail)]);
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
  });

  it('does not record our own refusals', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.pages = [{ ...TMS_AWAY, refusedBy: 'limiter' }];
    expect(await servings()).to.deep.equal([stale('L1', TMS_AWAY.detail)]);
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 0 });
  });

  it('waits no longer than the budget; what comes later is stored', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    const answer = scene.tmsWaits();
    const reading = servings();
    await scene.timer.advance(0);
    await scene.timer.advance(BUDGET_MS - 1);
    expect(scene.timer.sleeping).to.equal(1);
    await scene.timer.advance(1);
    expect(await reading).to.deep.equal([stale('L1', SLOW)]);
    answer();
    await scene.timer.advance(0);
    expect(await servings()).to.deep.equal([stored('L1')]);
    expect(scene.tms.requests.pages).to.equal(2);
  });

  it('20 lists at once are one reading', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    const answers = await Promise.all(Array.from({ length: 20 }, () => servings()));
    expect(answers).to.deep.equal(answers.map(() => [live('L1')]));
    expect(scene.tms.requests.pages).to.equal(2);
  });

  it('a load of a failing TMS that was read by itself a moment ago is not stale', async () => {
    await scene.synced(['L1', 'L2'], INTERVAL_SECONDS);
    await scene.read('L2');
    scene.clock.advance(1_000);
    scene.tms.pages = [TMS_AWAY];
    expect(await servings()).to.deep.equal([stale('L1', TMS_AWAY.detail), stored('L2')]);
  });

  it('what a failing vendor sent before it failed is served live', async () => {
    await scene.synced(['L1', 'L2'], INTERVAL_SECONDS);
    scene.tms.pages = [{ loads: [scene.seen('L1')], unreadable: 0 }, TMS_AWAY];
    expect(await servings()).to.deep.equal([live('L1'), stale('L2', TMS_AWAY.detail)]);
  });

  it('an active load that is neither listed nor readable is stale with a reason, though its list is fresh', async () => {
    await scene.synced(['L1', 'L2'], INTERVAL_SECONDS);
    scene.tms.pages = [{ loads: [scene.seen('L1')], unreadable: 0 }];
    scene.tms.byId.set('L2', { ...TMS_AWAY, kind: 'malformed' });
    const untold = 'The TMS did not tell of this load when it was last read. This is its last known state.';
    expect(await servings()).to.deep.equal([live('L1'), stale('L2', untold)]);
    expect(await servings()).to.deep.equal([stored('L1'), stale('L2', untold)]);
  });

  it('reads only the TMS that is due; each load says how it stands with its own', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    const other = await scene.otherTms();
    scene.tmsHas([scene.seen('M1')], scene.sources.at(other));
    scene.tms.pages = [TMS_AWAY];
    expect(await servings()).to.deep.equal([stale('L1', TMS_AWAY.detail), live('M1')]);
    expect(await servings()).to.deep.equal([stale('L1', TMS_AWAY.detail), stored('M1')]);
    expect(scene.sources.at(other).requests.pages).to.equal(1);
  });

  it('each integration’s own interval decides', async () => {
    scene.state.changeIntegration(scene.integrationId, { syncIntervalSeconds: 3_600 });
    await scene.synced(['L1'], 3_599);
    expect(await servings()).to.deep.equal([stored('L1')]);
    scene.clock.advance(1_000);
    scene.tmsHas([scene.seen('L1')]);
    expect(await servings()).to.deep.equal([live('L1')]);
  });

  it('serves the loads of disabled and deleted integrations stale, also beside an enabled one', async () => {
    await scene.synced(['L1'], 1);
    scene.state.changeIntegration(scene.integrationId, { enabled: false });
    expect(await servings()).to.deep.equal([stale('L1', NOT_CONNECTED)]);
    await scene.given.deleteIntegration(scene.tenantId, scene.integrationId);
    const other = await scene.otherTms();
    scene.tmsHas([scene.seen('M1')], scene.sources.at(other));
    expect(await servings()).to.deep.equal([stale('L1', NOT_CONNECTED), live('M1')]);
    expect(scene.tms.requests.pages).to.equal(1);
  });

  it('finished loads are as fresh as the list they are not on', async () => {
    scene.tmsHas([scene.seen('L1', { status: 'DELIVERED' })]);
    await scene.sync();
    scene.clock.advance(INTERVAL_SECONDS * 1000);
    scene.tms.pages = [];
    expect(await servings('all')).to.deep.equal([stored('L1')]);
    scene.clock.advance(INTERVAL_SECONDS * 1000);
    scene.tms.pages = [TMS_AWAY];
    expect(await servings('all')).to.deep.equal([stale('L1', TMS_AWAY.detail)]);
  });

  it('without an enabled TMS and with nothing to show: connect one', async () => {
    scene.state.changeIntegration(scene.integrationId, { enabled: false });
    const error = await rejectionOf(servings());
    expect(error).to.be.instanceOf(TmsIntegrationMissingError).and.to.have.nested.property('extras.link', '/api/v1/integrations/vendors');
  });

  it('a vendor that fails with nothing to show is unavailable, with its reason, and never an empty list', async () => {
    scene.tms.pages = [{ ...TMS_AWAY, retryAfterMs: 9_000 }];
    const error = await rejectionOf(servings());
    expect(error).to.be.instanceOf(LoadsUnavailableError).and.to.include({ message: TMS_AWAY.detail });
    expect(error).to.have.nested.property('extras.retryAfterMs', 9_000);
  });

  it('credentials that cannot be read are a reason too', async () => {
    scene.sources.unreadable.add(scene.integrationId);
    expect(await rejectionOf(servings())).to.include({ message: 'Unreadable. Enter them again.' });
  });

  it('a page beyond the end is empty, and tells the whole length', async () => {
    await scene.synced(['L1'], 1);
    expect(await scene.listLoads.execute(scene.tenantId, 'active', { limit: 50, offset: 50 })).to.deep.equal({ items: [], total: 1 });
  });

  it('passes on what is no vendor’s failure', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.loadStore.save = () => Promise.reject(new Error('The database is away.'));
    expect(await rejectionOf(servings())).to.include({ message: 'The database is away.' });
  });
});
