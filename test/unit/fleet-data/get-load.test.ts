import { expect } from 'chai';
import { LoadNotFoundError, LoadsUnavailableError, TmsIntegrationMissingError } from '../../../src/domain/fleet-data/errors.js';
import { toLoadId } from '../../../src/domain/shared/identifiers.js';
import { TMS_AWAY } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { BUDGET_MS, INTERVAL_SECONDS, ReadingLoads, servingOf } from './reading-loads.js';

const STORED = { id: 'L1', cached: true, stale: false, error: undefined };
const LIVE = { id: 'L1', cached: false, stale: false, error: undefined };
const stale = (error: string): object => ({ id: 'L1', cached: true, stale: true, error });

describe('GetLoad', () => {
  let scene: ReadingLoads;

  beforeEach(async () => {
    scene = await ReadingLoads.open();
  });

  const asked = (): readonly string[] => scene.tms.requests.loads;

  it('serves a load younger than the interval as stored, and asks nobody', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS - 1);
    const answer = await scene.read('L1');
    expect(servingOf(answer)).to.deep.equal(STORED);
    expect(answer.ageSeconds).to.equal(INTERVAL_SECONDS - 1);
    expect(asked()).to.deep.equal([]);
  });

  it('reads an older one live, as a user’s reader, stores it and records the success', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.set('L1', scene.seen('L1', { status: 'DELIVERED', statusRaw: 'delivered' }));
    const answer = await scene.read('L1');
    expect(servingOf(answer)).to.deep.equal(LIVE);
    expect(answer).to.deep.include({ ageSeconds: 0 }).and.to.have.nested.property('load.status', 'DELIVERED');
    expect(servingOf(await scene.read('L1'))).to.deep.equal(STORED);
    expect(asked()).to.deep.equal(['L1']);
    expect(scene.sources.priorities.at(-1)).to.equal('user');
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 0 });
  });

  it('serves the copy with the reason when the vendor fails, and records the failure', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.set('L1', TMS_AWAY);
    expect(servingOf(await scene.read('L1'))).to.deep.equal(stale(TMS_AWAY.detail));
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
    expect(scene.state.integration(scene.tenantId, scene.integrationId)).to.include({ condition: 'failing', lastErrorMessage: TMS_AWAY.detail });
    expect(scene.logger.lines.map(({ event }) => event)).to.deep.equal(['fleet-data.fetch-failed']);
  });

  it('does not record our own refusals', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.set('L1', { ...TMS_AWAY, refusedBy: 'circuit' });
    expect(servingOf(await scene.read('L1'))).to.deep.equal(stale(TMS_AWAY.detail));
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 0 });
  });

  it('serves the copy when the failure cannot be recorded', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.set('L1', TMS_AWAY);
    scene.contacts.failed = () => Promise.reject(new Error('The database is away.'));
    expect(servingOf(await scene.read('L1'))).to.deep.equal(stale(TMS_AWAY.detail));
    expect(scene.logger.lines.map(({ event }) => event)).to.deep.equal(['fleet-data.fetch-failed', 'fleet-data.contact-not-recorded']);
  });

  it('waits no longer than the budget; what comes later is stored', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    const answer = scene.tmsWaits();
    const reading = scene.read('L1');
    await scene.timer.advance(0);
    await scene.timer.advance(BUDGET_MS - 1);
    expect(scene.timer.sleeping).to.equal(1);
    await scene.timer.advance(1);
    expect(servingOf(await reading)).to.have.property('error').that.matches(/longer than usual/);
    answer();
    await scene.timer.advance(0);
    expect(servingOf(await scene.read('L1'))).to.deep.equal(STORED);
    expect(scene.timer.sleeping).to.equal(0);
  });

  it('20 reads at once of one load ask the vendor once', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    const answers = await Promise.all(Array.from({ length: 20 }, () => scene.read('L1')));
    expect(answers.map(servingOf)).to.deep.equal(answers.map(() => LIVE));
    expect(asked()).to.deep.equal(['L1']);
  });

  it('an active load the vendor no longer knows becomes UNKNOWN and is active no more', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.delete('L1');
    const answer = await scene.read('L1');
    expect(servingOf(answer)).to.deep.equal(LIVE);
    expect(answer.load).to.include({ status: 'UNKNOWN', gone: true });
  });

  it('a gone load the vendor still does not know is as fresh as that answer', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.tms.byId.delete('L1');
    await scene.read('L1');
    scene.clock.advance(2 * INTERVAL_SECONDS * 1000);
    const answer = await scene.read('L1');
    expect(servingOf(answer)).to.deep.equal(LIVE);
    expect(answer.ageSeconds).to.equal(0);
    expect(servingOf(await scene.read('L1'))).to.deep.equal(STORED);
  });

  it('a finished load the vendor has put away stays what it was, and says so', async () => {
    scene.tmsHas([scene.seen('L1', { status: 'DELIVERED' })]);
    await scene.sync();
    scene.clock.advance(INTERVAL_SECONDS * 1000);
    scene.tms.byId.delete('L1');
    const answer = await scene.read('L1');
    expect(servingOf(answer)).to.deep.equal(stale('The TMS no longer knows this load. This is its last known state.'));
    expect(answer.load).to.include({ status: 'DELIVERED', gone: false });
  });

  it('serves the load of a disabled or deleted integration stale, whatever its age, and asks nobody', async () => {
    await scene.synced(['L1'], 1);
    scene.state.changeIntegration(scene.integrationId, { enabled: false });
    const notConnected = stale('No enabled TMS integration serves this load. This is its last known state.');
    expect(servingOf(await scene.read('L1'))).to.deep.equal(notConnected);
    await scene.given.deleteIntegration(scene.tenantId, scene.integrationId);
    await scene.otherTms();
    expect(servingOf(await scene.read('L1'))).to.deep.equal(notConnected);
    expect(asked()).to.deep.equal([]);
  });

  describe('a load that is not stored', () => {
    it('is found at the TMS that knows it, stored and served live', async () => {
      const other = scene.sources.at(await scene.otherTms());
      other.byId.set('L1', scene.seen('L1'));
      const answer = await scene.read('L1');
      expect(servingOf(answer)).to.deep.equal(LIVE);
      expect(answer.load.dataSource).to.equal('mcleod_tms');
      expect([asked(), other.requests.loads]).to.deep.equal([['L1'], ['L1']]);
      expect(servingOf(await scene.read('L1'))).to.deep.equal(STORED);
    });

    it('is found though another TMS fails', async () => {
      scene.sources.at(await scene.otherTms()).byId.set('L1', TMS_AWAY);
      scene.tms.byId.set('L1', scene.seen('L1'));
      expect(servingOf(await scene.read('L1'))).to.deep.equal(LIVE);
    });

    it('is unknown when no TMS knows it', async () => {
      await scene.otherTms();
      expect(await rejectionOf(scene.read('L1'))).to.be.instanceOf(LoadNotFoundError);
      expect(scene.state.loads).to.deep.equal([]);
    });

    it('is unavailable, not unknown, when a TMS that may know it fails', async () => {
      await scene.otherTms();
      scene.tms.byId.set('L1', { ...TMS_AWAY, retryAfterMs: 7_000 });
      const error = await rejectionOf(scene.read('L1'));
      expect(error).to.be.instanceOf(LoadsUnavailableError).and.to.include({ message: TMS_AWAY.detail });
      expect(error).to.have.nested.property('extras.retryAfterMs', 7_000);
    });

    it('is waited for beyond the budget', async () => {
      scene.tms.byId.set('L1', scene.seen('L1'));
      const answer = scene.tmsWaits();
      const reading = scene.read('L1');
      await scene.timer.advance(BUDGET_MS * 4);
      answer();
      expect(servingOf(await reading)).to.deep.equal(LIVE);
    });

    it('is waited for 10 s at the most; what comes later is stored', async () => {
      scene.tms.byId.set('L1', scene.seen('L1'));
      const answer = scene.tmsWaits();
      const reading = rejectionOf(scene.read('L1'));
      await scene.timer.advance(0);
      await scene.timer.advance(10_000);
      expect(await reading).to.be.instanceOf(LoadsUnavailableError).and.to.have.property('message').that.matches(/did not answer in 10 s/);
      answer();
      await scene.timer.advance(0);
      expect(servingOf(await scene.read('L1'))).to.deep.equal(STORED);
    });

    it('without an enabled TMS: connect one', async () => {
      scene.state.changeIntegration(scene.integrationId, { enabled: false });
      const error = await rejectionOf(scene.read('L1'));
      expect(error).to.be.instanceOf(TmsIntegrationMissingError).and.to.have.nested.property('extras.link', '/api/v1/integrations/vendors');
    });
  });

  it('passes on what is no vendor’s failure', async () => {
    await scene.synced(['L1'], INTERVAL_SECONDS);
    scene.loadStore.save = () => Promise.reject(new Error('The database is away.'));
    expect(await rejectionOf(scene.read('L1'))).to.include({ message: 'The database is away.' });
    expect(scene.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 0 });
  });

  describe('its driver', () => {
    const driver = async (): Promise<unknown> => (await scene.loadQueries.find(scene.tenantId, toLoadId('L1')))?.assignedDriverId;
    const drivenBy = (id: string) => scene.seen('L1', { assignedExternalDriverId: id });

    beforeEach(async () => {
      await scene.given.driver(scene.tenantId, 'ben', { name: 'Ben Ito' });
      await scene.given.driver(scene.tenantId, 'ana', { name: 'Ana' });
      scene.tms.people = [{ externalDriverId: 't-1', name: 'Ben Ito', isActive: true }, { externalDriverId: 't-2', name: 'Ana', isActive: true }];
      scene.tmsHas([drivenBy('t-1')]);
      await scene.sync();
      scene.clock.advance(INTERVAL_SECONDS * 1000);
    });

    it('stays, without another request, while the TMS names the same one', async () => {
      scene.tms.byId.set('L1', drivenBy('t-1'));
      await scene.read('L1');
      expect([await driver(), scene.tms.requests.drivers]).to.deep.equal(['ben', 1]);
    });

    it('is looked up anew when the TMS names another', async () => {
      scene.tms.byId.set('L1', drivenBy('t-2'));
      await scene.read('L1');
      expect([await driver(), scene.tms.requests.drivers]).to.deep.equal(['ana', 2]);
    });

    it('is unknown when the TMS names another and cannot tell who that is; the load is live all the same', async () => {
      scene.tms.byId.set('L1', drivenBy('t-2'));
      scene.tms.people = TMS_AWAY;
      expect(servingOf(await scene.read('L1'))).to.deep.equal(LIVE);
      expect(await driver()).to.equal(undefined);
    });
  });
});
