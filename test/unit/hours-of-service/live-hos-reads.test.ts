import { expect } from 'chai';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { observation } from '../../contracts/hours-of-service/hos-examples.js';
import { VENDOR_AWAY } from '../../support/doubles/hours-of-service/scripted-hos-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from './reading-fleet.js';

describe('LiveHosReads', () => {
  let fleet: ReadingFleet;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
  });

  const storedCount = (): number => fleet.state.snapshots.length;

  it('200 reads of one cold driver at once make 1 vendor call', async () => {
    const ana = await fleet.linkedDriver('ana');
    fleet.vendorHas(['ana']);
    const records = await Promise.all(Array.from({ length: 200 }, () => fleet.read(ana)));
    expect(new Set(records.map(({ hoursDriven }) => hoursDriven))).to.deep.equal(new Set([9]));
    expect(fleet.vendor.clockRequests).to.equal(1);
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 0 });
  });

  it('200 drivers of a fleet of 512 at once make 1 vendor call, and all 512 are stored', async () => {
    const ids = await fleet.fleetOf(512);
    fleet.vendorHas(ids);
    const records = await Promise.all(ids.slice(0, 200).map((id) => fleet.read(id)));
    expect(records.filter(({ hoursDriven }) => hoursDriven === 9)).to.have.length(200);
    expect(fleet.vendor.clockRequests).to.equal(1);
    expect(storedCount()).to.equal(512);
  });

  it('a driver asked about while the whole fleet is read rides along: still 1 call', async () => {
    const [first, second] = [await fleet.linkedDriver('ana'), await fleet.linkedDriver('ben')];
    fleet.vendorHas(['ana', 'ben']);
    const answer = fleet.vendorWaits();
    const one = fleet.read(first);
    await fleet.timer.advance(0);
    const other = fleet.read(second);
    await fleet.timer.advance(0);
    answer();
    expect((await Promise.all([one, other])).map(({ cached }) => cached)).to.deep.equal([false, false]);
    expect(fleet.vendor.clockRequests).to.equal(1);
  });

  it('200 drivers of a fleet of 600 at once make 1 vendor call, for those drivers only', async () => {
    const ids = await fleet.fleetOf(600);
    fleet.vendorHas(ids);
    await Promise.all(ids.slice(0, 200).map((id) => fleet.read(id)));
    expect(fleet.vendor.clockRequests).to.equal(1);
    expect(storedCount()).to.equal(200);
  });

  it('200 drivers of a fleet of 600, half of them asked about during the flight of the others, make 2 vendor calls', async () => {
    const ids = await fleet.fleetOf(600);
    fleet.vendorHas(ids);
    const answer = fleet.vendorWaits();
    const early = ids.slice(0, 100).map((id) => fleet.read(id));
    await fleet.timer.advance(0);
    const late = ids.slice(100, 200).map((id) => fleet.read(id));
    await fleet.timer.advance(0);
    answer();
    const records = await Promise.all([...early, ...late]);
    expect(records.every(({ hoursDriven }) => hoursDriven === 9)).to.equal(true);
    expect(fleet.vendor.requests.clocksOf.map((asked) => asked.length)).to.deep.equal([100, 100]);
  });

  it('flies again once a flight has landed', async () => {
    await fleet.linkedDriver('ana');
    fleet.vendorHas(['ana']);
    await fleet.fetch('ana');
    await fleet.fetch('ana');
    expect(fleet.vendor.clockRequests).to.equal(2);
  });

  it('keeps integrations apart: 2 of them make 2 flights at once', async () => {
    const other = await fleet.given.integration(fleet.tenantId, { vendor: 'MOTIVE_ELD' });
    await fleet.linkedDriver('ana');
    await fleet.given.driver(fleet.tenantId, 'ben', { link: { integrationId: other, externalDriverId: 'ana' } });
    fleet.vendorHas(['ana']);
    const { tenantId } = fleet;
    await Promise.all([fleet.fetch('ana'), fleet.live.fetch({ tenantId, integrationId: other, externalDriverId: 'ana' })]);
    expect(fleet.vendor.clockRequests).to.equal(2);
    expect((await fleet.given.keptSnapshot(tenantId, 'ben'))?.dataSource).to.equal('motive_eld');
  });

  it('a driver the vendor does not mention gets an error, the others their hours', async () => {
    await fleet.fleetOf(3);
    fleet.vendorHas(['driver-0', 'driver-2']);
    const outcomes = await Promise.allSettled(['driver-0', 'driver-1', 'driver-2'].map((id) => fleet.fetch(id)));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(await rejectionOf(fleet.fetch('driver-1'))).to.be.instanceOf(VendorError).and.to.include({ kind: 'rejected' });
    expect(fleet.contacts.recorded.failed).to.equal(0);
  });

  it('hours from the future are as good as none', async () => {
    await fleet.linkedDriver('ana');
    fleet.vendorHas(['ana'], { asOf: new Date(fleet.clock.now().getTime() + 120_001) });
    expect(await rejectionOf(fleet.fetch('ana'))).to.be.instanceOf(VendorError);
    expect(storedCount()).to.equal(0);
  });

  it('a failed flight fails all who ride it, and does not poison the next', async () => {
    await fleet.fleetOf(2);
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    const outcomes = await Promise.allSettled(['driver-0', 'driver-1'].map((id) => fleet.fetch(id)));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
    fleet.vendorHas(['driver-0', 'driver-1']);
    await fleet.fetch('driver-0');
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 1 });
  });

  it('of a large fleet too: whoever waited for a flight that failed goes with the next', async () => {
    const ids = await fleet.fleetOf(600);
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    const answer = fleet.vendorWaits();
    const first = fleet.fetch('driver-0').catch((error: unknown) => error);
    await fleet.timer.advance(0);
    const second = fleet.fetch('driver-1');
    await fleet.timer.advance(0);
    fleet.vendorHas(ids);
    answer();
    expect(await first).to.be.instanceOf(VendorError);
    await second;
    expect(fleet.vendor.requests.clocksOf).to.deep.equal([['driver-0'], ['driver-1']]);
  });

  it('a database that is away before the flight poisons nothing either, and is no failure of the vendor', async () => {
    await fleet.linkedDriver('ana');
    fleet.vendorHas(['ana']);
    const { countLinked } = fleet.roster;
    fleet.roster.countLinked = () => Promise.reject(new Error('away'));
    expect(await rejectionOf(fleet.fetch('ana'))).to.have.property('message', 'away');
    fleet.roster.countLinked = countLinked;
    await fleet.fetch('ana');
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 0 });
  });

  it('keeps the pages that came before the one that failed', async () => {
    await fleet.fleetOf(2);
    const page = { observations: [observation('driver-0', fleet.clock.now())], unreadable: 0 };
    fleet.vendor.clocksPages = [page, VENDOR_AWAY];
    expect(await rejectionOf(fleet.fetch('driver-0'))).to.be.instanceOf(VendorError);
    expect(await fleet.given.keptSnapshot(fleet.tenantId, 'driver-0')).to.not.equal(undefined);
  });

  it('a request we did not send ourselves fails its riders, but is no failure of the vendor', async () => {
    await fleet.linkedDriver('ana');
    for (const refusedBy of ['circuit', 'limiter'] as const) {
      fleet.vendor.clocksPages = [{ ...VENDOR_AWAY, refusedBy }];
      expect(await rejectionOf(fleet.fetch('ana'))).to.include({ refusedBy });
    }
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 0 });
  });

  it('unreadable credentials are a failure of kind credentials, and recorded', async () => {
    await fleet.linkedDriver('ana');
    fleet.vendor.unreadable.add(fleet.integrationId);
    expect(await rejectionOf(fleet.fetch('ana'))).to.include({ kind: 'credentials' });
    expect(fleet.contacts.recorded.failed).to.equal(1);
  });
});
