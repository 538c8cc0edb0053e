import { expect } from 'chai';
import { StartSync } from '../../../src/application/sync-history/start-sync.js';
import { IntegrationDisabledError } from '../../../src/domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { UseCaseWebhookEffects } from '../../../src/infrastructure/scheduling/use-case-webhook-effects.js';
import type { LinkedDrivers } from '../../../src/infrastructure/scheduling/use-case-webhook-effects.js';
import { VENDOR_AWAY } from '../../support/doubles/hours-of-service/scripted-hos-sources.js';
import { SUCCEEDED } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from '../hours-of-service/reading-fleet.js';
import { PerformingFleet } from '../sync-history/performing-fleet.js';

/** The drivers of the fleet's own state. */
function driversOf({ state }: ReadingFleet | PerformingFleet): LinkedDrivers {
  const isLinked = (tenantId: TenantId, integrationId: IntegrationId, externalDriverId: string): boolean =>
    state.drivers.some(({ tenantId: owner, isActive, link }) =>
      owner === tenantId && isActive && link?.integrationId === integrationId && link.externalDriverId === externalDriverId);
  return { has: async (tenantId, integrationId, externalDriverId) => isLinked(tenantId, integrationId, externalDriverId) };
}

function effectsOn(fleet: ReadingFleet, syncs = new PerformingFleet()): UseCaseWebhookEffects {
  return new UseCaseWebhookEffects(driversOf(fleet), fleet.live, new StartSync(syncs.targets, syncs.runs, syncs.perform, syncs.stop.signal));
}

describe('When a vendor says that hours have changed', () => {
  let fleet: ReadingFleet;
  let effects: UseCaseWebhookEffects;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    effects = effectsOn(fleet);
  });

  const refresh = (external: string): Promise<'refreshed' | 'unknown-driver'> =>
    effects.refreshHours({ tenantId: fleet.tenantId, integrationId: fleet.integrationId }, external);

  it('they are read although the stored ones are 0 minutes old', async () => {
    const ana = await fleet.linkedDriver('ana', '7');
    await fleet.stored(ana, 0);
    fleet.vendorHas(['7']);
    expect(await refresh('7')).to.equal('refreshed');
    expect(fleet.vendor.clockRequests).to.equal(1);
    expect((await fleet.read(ana)).remaining.driveHours).to.equal(2);
  });

  it('of a driver who is unknown or inactive the vendor is asked nothing', async () => {
    await fleet.given.driver(fleet.tenantId, 'ben', { isActive: false, link: { integrationId: fleet.integrationId, externalDriverId: '8' } });
    fleet.vendorHas(['8', '9']);
    expect([await refresh('8'), await refresh('9')]).to.deep.equal(['unknown-driver', 'unknown-driver']);
    expect(fleet.vendor.clockRequests).to.equal(0);
  });

  it('a driver under an override keeps it', async () => {
    const ana = await fleet.linkedDriver('ana', '7');
    await fleet.given.override(fleet.tenantId, ana, overrideOf(fleet.clock.now()));
    fleet.vendorHas(['7']);
    await refresh('7');
    expect(fleet.state.snapshots).to.deep.equal([]);
    expect((await fleet.read(ana)).dataSource).to.equal('manual_override');
  });

  it('20 drivers at once are 1 read', async () => {
    const ids = await fleet.fleetOf(20);
    fleet.vendorHas(ids);
    await Promise.all(ids.map(refresh));
    expect(fleet.vendor.clockRequests).to.equal(1);
  });

  it('a read that was on its way before does not count: 20 events during it are 1 more read, with the newer hours', async () => {
    const ids = await fleet.fleetOf(20);
    fleet.vendorHas(ids, { remaining: { driveHours: 9, shiftHours: 9, cycleHours: 9, untilBreakHours: 8 } });
    const answer = fleet.vendorWaits();
    const before = fleet.fetch(ids[0]!);
    await fleet.timer.advance(0);
    const refreshed = Promise.all(ids.map(refresh));
    await fleet.timer.advance(0);
    // What the vendor has now; the read in the air still brings what it had when it left.
    fleet.vendorHas(ids);
    answer();
    await before;
    await refreshed;
    expect(fleet.vendor.clockRequests).to.equal(2);
    expect((await fleet.read(ids[3]!)).remaining.driveHours).to.equal(2);
  });

  it('a read on its way that fails is not the answer either', async () => {
    const [ana] = await fleet.fleetOf(1);
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    const answer = fleet.vendorWaits();
    const before = fleet.fetch(ana!);
    await fleet.timer.advance(0);
    const refreshed = refresh(ana!);
    fleet.vendorHas([ana!]);
    answer();
    expect(await rejectionOf(before)).to.be.instanceOf(VendorError);
    expect(await refreshed).to.equal('refreshed');
  });

  it('the vendor’s failure is thrown and noted on the integration', async () => {
    await fleet.linkedDriver('ana', '7');
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    expect(await rejectionOf(refresh('7'))).to.be.instanceOf(VendorError).and.to.include({ kind: 'unavailable' });
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
  });
});

describe('When a vendor says that the roster has changed', () => {
  let syncs: PerformingFleet;
  let tenantId: TenantId;
  let effects: UseCaseWebhookEffects;

  beforeEach(async () => {
    syncs = new PerformingFleet();
    tenantId = await syncs.given.tenant();
    effects = effectsOn(await ReadingFleet.open(), syncs);
  });

  it('5 times at once, 1 sync with the trigger webhook is started and not waited for', async () => {
    const integrationId = await syncs.given.integration(tenantId);
    const toldAt = syncs.clock.now();
    syncs.clock.advance(1);
    const came = await Promise.all(Array.from({ length: 5 }, () => effects.startSync({ tenantId, integrationId }, toldAt)));
    expect(came.toSorted()).to.deep.equal(['covered', 'covered', 'covered', 'covered', 'started']);
    expect(syncs.work.performances).to.have.length(1);
    expect(syncs.work.latest.run).to.include({ tenantId, integrationId, syncType: 'hos', trigger: 'webhook', rosterConfirmed: false });
    expect(await syncs.find(syncs.work.latest.run)).to.include({ status: 'running' });
    syncs.work.latest.finish(SUCCEEDED);
    await syncs.perform.settled();
    expect(await syncs.find(syncs.work.latest.run)).to.include({ status: 'success', trigger: 'webhook' });
  });

  it('during the sync of another replica that began before, it waits; of one that began after, it is read already', async () => {
    const integrationId = await syncs.given.integration(tenantId);
    const before = syncs.clock.now();
    syncs.clock.advance(1);
    await syncs.given.lease(tenantId, integrationId);
    expect(await effects.startSync({ tenantId, integrationId }, syncs.clock.now())).to.equal('wait');
    expect(await effects.startSync({ tenantId, integrationId }, before)).to.equal('covered');
    expect(syncs.work.performances).to.deep.equal([]);
  });

  it('a sync that begins between the look and the start is looked at too', async () => {
    const integrationId = await syncs.given.integration(tenantId);
    const toldAt = syncs.clock.now();
    syncs.clock.advance(1);
    const latest = syncs.runs.latest.bind(syncs.runs);
    syncs.runs.latest = async (...whose) => {
      const found = await latest(...whose);
      syncs.runs.latest = latest;
      await syncs.given.lease(tenantId, integrationId);
      return found;
    };
    expect(await effects.startSync({ tenantId, integrationId }, toldAt)).to.equal('covered');
    expect(syncs.work.performances).to.deep.equal([]);
  });

  it('once the sync that began before has ended, another is started', async () => {
    const integrationId = await syncs.given.integration(tenantId);
    await effects.startSync({ tenantId, integrationId }, syncs.clock.now());
    syncs.clock.advance(1);
    const toldAt = syncs.clock.now();
    expect(await effects.startSync({ tenantId, integrationId }, toldAt)).to.equal('wait');
    syncs.work.latest.finish(SUCCEEDED);
    await syncs.perform.settled();
    expect(await effects.startSync({ tenantId, integrationId }, toldAt)).to.equal('started');
    expect(syncs.work.performances).to.have.length(2);
  });

  it('a disabled integration is not synced', async () => {
    const integrationId = await syncs.given.integration(tenantId, { enabled: false });
    expect(await rejectionOf(effects.startSync({ tenantId, integrationId }, syncs.clock.now()))).to.be.instanceOf(IntegrationDisabledError);
    expect(syncs.state.runs).to.deep.equal([]);
  });
});
