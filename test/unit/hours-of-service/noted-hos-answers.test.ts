import { expect } from 'chai';
import type { DriverId } from '../../../src/domain/shared/identifiers.js';
import { minutesBefore, overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { VENDOR_AWAY } from '../../support/doubles/hours-of-service/scripted-hos-sources.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from './reading-fleet.js';

const STANDING = { circuitState: 'half-open', waitedForPermitMs: 40 } as const;

describe('What GetDriverHos notes about its answers', () => {
  let fleet: ReadingFleet;
  let ana: DriverId;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    ana = await fleet.linkedDriver('ana', '77');
    fleet.vendorHas(['77']);
    fleet.vendor.standing = STANDING;
  });

  const last = (): (typeof fleet.answers.noted)[number] | undefined => fleet.answers.noted.at(-1);
  /** 1 answer was noted, for this driver at this time, with these facts. */
  function expectNoted(facts: Partial<NonNullable<ReturnType<typeof last>>>): void {
    const { tenantId, integrationId } = fleet;
    const always = { tenantId, integrationId, driverId: ana, at: fleet.clock.now(), obstacle: undefined, standing: undefined };
    expect(fleet.answers.noted).to.deep.equal([{ ...always, ...facts }]);
  }

  it('an override, without asking the vendor', async () => {
    await fleet.stored(ana, 0);
    await fleet.given.override(fleet.tenantId, ana, overrideOf(fleet.clock.now()));
    await fleet.read(ana);
    expectNoted({ rule: 'override', snapshotAsOf: fleet.clock.now() });
  });

  it('a stored snapshot, without asking the vendor', async () => {
    await fleet.stored(ana, 4);
    await fleet.read(ana);
    expectNoted({ rule: 'stored', snapshotAsOf: minutesBefore(fleet.clock.now(), 4) });
  });

  it('a live answer, with the age of what was stored before and what circuit and limiter said', async () => {
    await fleet.stored(ana, 7);
    await fleet.read(ana);
    expectNoted({ rule: 'live', snapshotAsOf: minutesBefore(fleet.clock.now(), 7), standing: STANDING });
  });

  it('a live answer that is old at the vendor', async () => {
    const observedAt = minutesBefore(fleet.clock.now(), 15);
    fleet.vendorHas(['77'], { asOf: observedAt });
    await fleet.read(ana);
    expectNoted({ rule: 'live', snapshotAsOf: undefined, obstacle: { kind: 'old', observedAt }, standing: STANDING });
  });

  it('a stale answer after 2,000 ms, with what circuit and limiter had said by then', async () => {
    await fleet.stored(ana, 7);
    const snapshotAsOf = minutesBefore(fleet.clock.now(), 7);
    const answer = fleet.vendorWaits();
    const reading = fleet.read(ana);
    await fleet.timer.advance(0);
    await fleet.timer.advance(2_000);
    await reading;
    expectNoted({ rule: 'stale', snapshotAsOf, obstacle: { kind: 'slow', waitedMs: 2_000 }, standing: STANDING });
    answer();
  });

  it('a stale answer of a vendor that fails, with its safe words', async () => {
    await fleet.stored(ana, 7);
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    await fleet.read(ana);
    expectNoted({
      rule: 'stale',
      snapshotAsOf: minutesBefore(fleet.clock.now(), 7),
      obstacle: { kind: 'failed', reason: VENDOR_AWAY.detail },
      standing: STANDING,
    });
  });

  it('an answer that is not there', async () => {
    fleet.vendor.clocksPages = [VENDOR_AWAY];
    await rejectionOf(fleet.read(ana));
    expectNoted({ rule: 'unavailable', snapshotAsOf: undefined, obstacle: { kind: 'failed', reason: VENDOR_AWAY.detail }, standing: STANDING });
  });

  it('no circuit when the vendor could not even be asked', async () => {
    fleet.vendor.unreadable.add(fleet.integrationId);
    await rejectionOf(fleet.read(ana));
    expect(last()).to.include({ rule: 'unavailable', standing: undefined });
  });

  it('a stale answer of an integration that is switched off, and one that is not there', async () => {
    fleet.state.changeIntegration(fleet.integrationId, { enabled: false });
    await rejectionOf(fleet.read(ana));
    expect(last()).to.deep.include({ rule: 'unavailable', obstacle: { kind: 'not-connected' }, standing: undefined });
    await fleet.stored(ana, 11);
    await fleet.read(ana);
    expect(last()).to.deep.include({ rule: 'stale', obstacle: { kind: 'not-connected' }, standing: undefined });
  });

  it('nothing about a driver without a link: there is no integration to tell it of', async () => {
    const ben = await fleet.given.driver(fleet.tenantId, 'ben');
    await rejectionOf(fleet.read(ben));
    expect(fleet.answers.noted).to.deep.equal([]);
  });

  it('the same standing for 20 readers of one flight', async () => {
    await Promise.all(Array.from({ length: 20 }, () => fleet.read(ana)));
    expect(fleet.answers.noted.map(({ standing }) => standing)).to.deep.equal(Array.from({ length: 20 }, () => STANDING));
    expect(fleet.vendor.clockRequests).to.equal(1);
  });
});
