import { expect } from 'chai';
import { SyncHos } from '../../../src/application/hours-of-service/sync-hos.js';
import type { SyncHosResult } from '../../../src/application/hours-of-service/sync-hos.js';
import type { RosterPage } from '../../../src/application/hours-of-service/ports/hos-source.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { observation, overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { VENDOR_AWAY } from '../../support/doubles/hours-of-service/scripted-hos-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from './reading-fleet.js';

const NAMES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const rosterOf = (ids: readonly string[], unreadable = 0): RosterPage =>
  ({ drivers: ids.map((id) => ({ externalDriverId: id, name: `Driver ${id}`, ruleset: 'not-sent' })), unreadable });

describe('SyncHos', () => {
  let fleet: ReadingFleet;
  let lease: WorkLease;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    lease = await fleet.given.lease(fleet.tenantId, fleet.integrationId);
    fleet.vendor.rosterPages = [rosterOf(['1', '2']), rosterOf(['3'])];
    fleet.vendorHas(['1', '2', '3']);
  });

  function sync(rosterConfirmed = false): Promise<SyncHosResult> {
    const { vendor, roster, snapshots, clock, logger } = fleet;
    return new SyncHos(vendor, roster, snapshots, clock, logger).execute({ lease, rosterConfirmed }, new AbortController().signal);
  }

  const activeIds = (): readonly string[] => fleet.state.drivers.filter(({ isActive }) => isActive).map(({ driverId }) => driverId);

  it('imports the roster, then all clocks: success, with counts', async () => {
    const counts = { processed: 3, created: 3, updated: 0, failed: 0 };
    expect(await sync()).to.deep.equal({ status: 'success', counts, problem: undefined });
    expect(fleet.state.snapshots.map(({ driverId }) => driverId)).to.deep.equal(['1', '2', '3']);
    expect(await sync()).to.deep.equal({ status: 'success', counts: { ...counts, created: 0, updated: 3 }, problem: undefined });
  });

  it('asks once per vendor page: 600 drivers are 2 requests for clocks, none per driver', async () => {
    const ids = Array.from({ length: 600 }, (_, index) => `d${index}`);
    fleet.vendor.rosterPages = [rosterOf(ids.slice(0, 512)), rosterOf(ids.slice(512))];
    fleet.vendorHas(ids);
    expect((await sync()).counts.processed).to.equal(600);
    expect(fleet.vendor.requests).to.deep.equal({ roster: 2, clocks: 2, clocksOf: [] });
  });

  it('a page without rows and an empty fleet are a success', async () => {
    fleet.vendor.rosterPages = [rosterOf([])];
    fleet.vendor.clocksPages = [{ observations: [], unreadable: 0 }];
    expect(await sync()).to.include({ status: 'success' });
  });

  it('an empty roster where there were drivers fails as empty-result, changes nobody and reads no clocks', async () => {
    await sync();
    fleet.vendor.rosterPages = [rosterOf([])];
    const requests = fleet.vendor.clockRequests;
    expect(await sync()).to.deep.include({ status: 'failed', counts: { processed: 0, created: 0, updated: 0, failed: 0 } }).and.to.have.nested.property('problem.code', 'empty-result');
    expect(activeIds()).to.have.members(['1', '2', '3']);
    expect(fleet.vendor.clockRequests).to.equal(requests);
  });

  it('3 drivers listed and clocks of none of them fails as empty-result, and the last known hours stay', async () => {
    await sync();
    fleet.vendor.clocksPages = [{ observations: [], unreadable: 0 }];
    expect(await sync()).to.deep.include({ status: 'failed' }).and.to.have.nested.property('problem.code', 'empty-result');
    expect(fleet.state.snapshots).to.have.length(3);
    expect(activeIds()).to.have.length(3);
  });

  it('a roster that lacks 5 of 9 is partial as roster-shrunk, until it is confirmed', async () => {
    fleet.vendor.rosterPages = [rosterOf(NAMES)];
    fleet.vendorHas(NAMES);
    await sync();
    fleet.vendor.rosterPages = [rosterOf(NAMES.slice(0, 4))];
    const kept = await sync();
    expect(kept.status).to.equal('partial');
    expect(kept.problem).to.include({ code: 'roster-shrunk' }).and.to.have.property('message').that.includes('confirm_roster=true');
    expect(kept.counts.processed).to.equal(9);
    expect(activeIds()).to.have.length(9);
    expect(await sync(true)).to.include({ status: 'success' });
    expect(activeIds()).to.deep.equal(NAMES.slice(0, 4));
  });

  it('3 rows nobody can read make it partial, counted as failed; the others are stored', async () => {
    fleet.vendor.rosterPages = [rosterOf(['1'], 1)];
    fleet.vendor.clocksPages = [{ observations: [observation('1', fleet.clock.now())], unreadable: 2 }];
    const { status, counts, problem } = await sync();
    expect({ status, counts }).to.deep.equal({ status: 'partial', counts: { processed: 1, created: 1, updated: 0, failed: 3 } });
    expect(problem).to.include({ code: 'unreadable-records' }).and.to.have.property('message').that.matches(/^3 of/);
  });

  it('a row more than 2 minutes ahead of us is refused and counted', async () => {
    const ahead = (milliseconds: number): Date => new Date(fleet.clock.now().getTime() + milliseconds);
    const rows = [observation('1', ahead(120_000)), observation('2', ahead(120_001))];
    fleet.vendor.clocksPages = [{ observations: rows, unreadable: 0 }];
    expect(await sync()).to.deep.include({ status: 'partial', counts: { processed: 1, created: 3, updated: 0, failed: 1 } });
    expect(await fleet.given.keptSnapshot(fleet.tenantId, '2')).to.equal(undefined);
  });

  it('clocks of drivers nobody knows are no failure, but are logged', async () => {
    fleet.vendorHas(['1', '2', '3', 'gone']);
    expect(await sync()).to.deep.include({ status: 'success', counts: { processed: 3, created: 3, updated: 0, failed: 0 } });
    expect(fleet.logger.lines.map(({ event, fields }) => [event, fields['rows']])).to.deep.equal([['hos.clocks-of-unknown-drivers', 1]]);
  });

  it('leaves overridden drivers alone', async () => {
    await sync();
    const { tenantId, clock } = fleet;
    const [first] = fleet.state.drivers;
    const before = await fleet.given.keptSnapshot(tenantId, first!.driverId);
    await fleet.given.override(tenantId, first!.driverId, overrideOf(clock.now()));
    clock.advance(60_000);
    fleet.vendorHas(['1', '2', '3'], { dutyStatus: 'OFF_DUTY' });
    expect(await sync()).to.deep.include({ status: 'success', counts: { processed: 3, created: 0, updated: 2, failed: 0 } });
    expect(await fleet.given.keptSnapshot(tenantId, first!.driverId)).to.deep.equal(before);
  });

  it('a vendor that fails at page 2 of the clocks: failed with its reason, page 1 is counted and stays', async () => {
    fleet.vendor.clocksPages = [{ observations: [observation('1', fleet.clock.now())], unreadable: 0 }, VENDOR_AWAY];
    expect(await sync()).to.deep.equal({
      status: 'failed', counts: { processed: 1, created: 3, updated: 0, failed: 0 }, problem: { code: 'unavailable', message: VENDOR_AWAY.detail },
    });
    expect(fleet.state.snapshots).to.have.length(1);
  });

  it('a vendor that fails at page 2 of the roster: failed, and nobody becomes inactive', async () => {
    await sync();
    fleet.vendor.rosterPages = [rosterOf(['1']), VENDOR_AWAY];
    expect(await sync()).to.deep.include({ status: 'failed', problem: { code: 'unavailable', message: VENDOR_AWAY.detail } });
    expect(activeIds()).to.have.members(['1', '2', '3']);
  });

  it('credentials that cannot be read: failed with code credentials', async () => {
    fleet.vendor.unreadable.add(fleet.integrationId);
    expect(await sync()).to.include({ status: 'failed' }).and.to.have.nested.property('problem.code', 'credentials');
  });

  for (const [refusedBy, code] of [['circuit', 'circuit-open'], ['limiter', 'no-permit']] as const) {
    it(`requests we did not send ourselves: failed with code ${code}`, async () => {
      fleet.vendor.rosterPages = [{ ...VENDOR_AWAY, refusedBy }];
      expect((await sync()).problem).to.deep.equal({ code, message: VENDOR_AWAY.detail });
    });
  }

  it('passes a lost lease on and writes nothing', async () => {
    await fleet.given.takeAway(lease);
    expect(await rejectionOf(sync())).to.be.instanceOf(LeaseLostError);
    expect(fleet.state.drivers).to.deep.equal([]);
  });

  it('passes a lease on that is lost between roster and clocks', async () => {
    const answer = fleet.vendorWaits();
    const syncing = sync();
    await fleet.timer.advance(0);
    const { clocks } = fleet.vendor;
    fleet.vendor.clocks = async function* taken() {
      await fleet.given.takeAway(lease);
      yield* clocks.call(fleet.vendor);
    };
    answer();
    expect(await rejectionOf(syncing)).to.be.instanceOf(LeaseLostError);
    expect(fleet.state.snapshots).to.deep.equal([]);
  });
});
