import { expect } from 'chai';
import { DriverNotLinkedError, HosIntegrationMissingError, HosUnavailableError } from '../../../src/domain/hours-of-service/errors.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { DriverId } from '../../../src/domain/shared/identifiers.js';
import { overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { VENDOR_AWAY } from '../../support/doubles/hours-of-service/scripted-hos-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from './reading-fleet.js';

describe('GetDriverHos', () => {
  let fleet: ReadingFleet;
  let ana: DriverId;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    ana = await fleet.linkedDriver('ana', '77');
    fleet.vendorHas(['77']);
  });

  it('serves an override in force and asks nobody', async () => {
    await fleet.stored(ana, 0);
    await fleet.given.override(fleet.tenantId, ana, overrideOf(fleet.clock.now()));
    expect(await fleet.read(ana)).to.include({ dataSource: 'manual_override', hoursDriven: 5, cached: false, stale: false });
    expect(fleet.vendor.clockRequests).to.equal(0);
    expect(fleet.metrics.hosReads).to.deep.equal(['override']);
  });

  it('serves a snapshot younger than 300 s and asks nobody', async () => {
    await fleet.stored(ana, 4.99);
    expect(await fleet.read(ana)).to.include({ dataSource: 'samsara_eld', hoursDriven: 4.5, cached: true, stale: false, error: undefined });
    expect(fleet.vendor.clockRequests).to.equal(0);
    expect(fleet.metrics.hosReads).to.deep.equal(['stored']);
  });

  it('asks the vendor at 300 s, stores and serves what it says', async () => {
    await fleet.stored(ana, 5);
    expect(await fleet.read(ana)).to.include({ hoursDriven: 9, cached: false, cacheAgeSeconds: 0, stale: false, error: undefined });
    expect((await fleet.given.keptSnapshot(fleet.tenantId, 'ana'))?.remaining.driveHours).to.equal(2);
    expect(fleet.metrics.hosReads).to.deep.equal(['live']);
  });

  it('asks the vendor about a driver of whom nothing is stored, however long it takes', async () => {
    const answer = fleet.vendorWaits();
    const reading = fleet.read(ana);
    await fleet.timer.advance(60_000);
    answer();
    expect(await reading).to.include({ hoursDriven: 9, cached: false });
  });

  it('records a live read that went well on the integration', async () => {
    await fleet.read(ana);
    expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 1, failed: 0 });
    expect(await fleet.given.keptIntegration(fleet.tenantId, fleet.integrationId)).to.include({ condition: 'reached' });
  });

  it('serves the override that was set while the vendor was asked, not the old snapshot as if it were new', async () => {
    await fleet.stored(ana, 60);
    const answer = fleet.vendorWaits();
    const reading = fleet.read(ana);
    await fleet.timer.advance(100);
    await fleet.given.override(fleet.tenantId, ana, overrideOf(fleet.clock.now()));
    answer();
    expect(await reading).to.include({ dataSource: 'manual_override', hoursDriven: 5 });
    expect(fleet.metrics.hosReads).to.deep.equal(['override']);
  });

  describe('with a vendor that takes its time, and a snapshot', () => {
    beforeEach(() => fleet.stored(ana, 11));

    it('still waits after 1,999 ms, and serves the vendor’s answer', async () => {
      const answer = fleet.vendorWaits();
      const reading = fleet.read(ana);
      await fleet.timer.advance(0);
      await fleet.timer.advance(1_999);
      answer();
      expect(await reading).to.include({ cached: false, hoursDriven: 9 });
      expect(fleet.timer.sleeping).to.equal(0);
    });

    it('serves the snapshot after 2,000 ms, stale and with a warning, and stores what comes later', async () => {
      const answer = fleet.vendorWaits();
      const reading = fleet.read(ana);
      await fleet.timer.advance(0);
      await fleet.timer.advance(2_000);
      const record = await reading;
      expect(record).to.include({ cached: true, stale: true, cacheAgeSeconds: 660, hoursDriven: 4.5 });
      expect(record.error).to.match(/longer than usual/);
      expect(record.warning).to.match(/11 minutes old/);
      expect(fleet.metrics.hosReads).to.deep.equal(['stale']);
      answer();
      await fleet.timer.advance(0);
      expect(await fleet.read(ana)).to.include({ cached: true, stale: false, hoursDriven: 9 });
      expect(fleet.vendor.clockRequests).to.equal(1);
    });

    it('records the failure that comes after 2,000 ms', async () => {
      fleet.vendor.clocksPages = [VENDOR_AWAY];
      const answer = fleet.vendorWaits();
      const reading = fleet.read(ana);
      await fleet.timer.advance(0);
      await fleet.timer.advance(2_000);
      expect(await reading).to.include({ stale: true });
      answer();
      await fleet.timer.advance(0);
      expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
    });
  });

  describe('with a vendor that fails', () => {
    beforeEach(() => {
      fleet.vendor.clocksPages = [{ ...VENDOR_AWAY, retryAfterMs: 7_000 }];
    });

    it('serves the snapshot stale with the vendor’s reason, and warns of it from 600 s on', async () => {
      await fleet.stored(ana, 9);
      const record = await fleet.read(ana);
      expect(record).to.include({ cached: true, stale: true, error: VENDOR_AWAY.detail, warning: undefined });
      fleet.clock.advance(60_000);
      expect((await fleet.read(ana)).warning).to.match(/10 minutes old/);
      expect(fleet.metrics.hosReads).to.deep.equal(['stale', 'stale']);
    });

    it('says why, and when to ask again, when nothing is stored', async () => {
      const error = await rejectionOf(fleet.read(ana));
      expect(error).to.be.instanceOf(HosUnavailableError).and.to.have.property('message').that.includes(VENDOR_AWAY.detail);
      expect((error as HosUnavailableError).extras).to.deep.equal({ retryAfterMs: 7_000 });
      expect(fleet.metrics.hosReads).to.deep.equal(['unavailable']);
    });

    it('records the failure once for 20 readers of one flight, with its safe text', async () => {
      await fleet.stored(ana, 6);
      await Promise.all(Array.from({ length: 20 }, () => fleet.read(ana)));
      expect(fleet.contacts.recorded).to.deep.equal({ succeeded: 0, failed: 1 });
      const kept = await fleet.given.keptIntegration(fleet.tenantId, fleet.integrationId);
      expect(kept).to.include({ condition: 'failing', lastErrorMessage: VENDOR_AWAY.detail });
      expect(fleet.logger.lines.map(({ event }) => event)).to.deep.equal(['hos.live-fetch-failed']);
    });
  });

  it('says that the vendor has no hours of this driver, when it has none', async () => {
    fleet.vendorHas(['78']);
    const error = await rejectionOf(fleet.read(ana));
    expect(error).to.be.instanceOf(HosUnavailableError).and.to.have.property('message').that.matches(/no hours for this driver/);
  });

  it('passes on what is no failure of the vendor', async () => {
    const failure = new Error('database');
    fleet.roster.countLinked = () => Promise.reject(failure);
    await fleet.stored(ana, 6);
    expect(await rejectionOf(fleet.read(ana))).to.equal(failure);
  });

  describe('without an enabled integration', () => {
    it('serves a snapshot stale and says so, also to a driver whose link has ended', async () => {
      const ben = await fleet.given.driver(fleet.tenantId, 'ben');
      await fleet.stored(ana, 11);
      await fleet.stored(ben, 11);
      fleet.state.changeIntegration(fleet.integrationId, { enabled: false });
      for (const driverId of [ana, ben]) {
        const record = await fleet.read(driverId);
        expect(record).to.include({ stale: true, cached: true }).and.to.have.property('error').that.matches(/No enabled HOS integration/);
      }
      expect(fleet.vendor.clockRequests).to.equal(0);
    });

    it('refuses with a link to connect one when nothing is stored', async () => {
      await fleet.given.deleteIntegration(fleet.tenantId, fleet.integrationId);
      const error = await rejectionOf(fleet.read(ana));
      expect(error).to.be.instanceOf(HosIntegrationMissingError);
      expect((error as HosIntegrationMissingError).extras.link).to.equal('/api/v1/integrations/vendors');
      expect(fleet.metrics.hosReads).to.deep.equal(['unavailable']);
    });
  });

  it('refuses a driver without a link of whom nothing is stored', async () => {
    const ben = await fleet.given.driver(fleet.tenantId, 'ben');
    expect(await rejectionOf(fleet.read(ben))).to.be.instanceOf(DriverNotLinkedError);
    expect(fleet.metrics.hosReads).to.deep.equal(['unavailable']);
  });

  it('does not find an unknown driver', async () => {
    expect(await rejectionOf(fleet.read(toDriverId('nobody')))).to.be.instanceOf(DriverNotFoundError);
  });
});
