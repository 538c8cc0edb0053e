import { expect } from 'chai';
import { EndHosOverride } from '../../../src/application/hours-of-service/end-hos-override.js';
import { SetHosOverride } from '../../../src/application/hours-of-service/set-hos-override.js';
import type { SetHosOverrideInput } from '../../../src/application/hours-of-service/set-hos-override.js';
import { OverrideExpiryError } from '../../../src/domain/hours-of-service/errors.js';
import type { HosRecord } from '../../../src/domain/hours-of-service/hos-record.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId, toUserId } from '../../../src/domain/shared/identifiers.js';
import type { DriverId } from '../../../src/domain/shared/identifiers.js';
import { rejectionOf } from '../../support/rejection.js';
import { ReadingFleet } from './reading-fleet.js';

const DANA = toUserId('dana');
const EVAN = toUserId('evan');

describe('Overrides', () => {
  let fleet: ReadingFleet;
  let ana: DriverId;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    ana = await fleet.linkedDriver('ana', '77');
  });

  function set(more: Partial<SetHosOverrideInput> = {}): Promise<HosRecord> {
    return new SetHosOverride(fleet.hosWork, fleet.hosQueries, fleet.clock).execute({
      tenantId: fleet.tenantId,
      driverId: ana,
      actor: { userId: DANA, label: 'dana@example.com' },
      hoursDriven: 5,
      onDutyTime: 6,
      hoursSinceBreak: 2,
      dutyStatus: 'DRIVING',
      reason: 'Tablet broken',
      expiresAt: undefined,
      ...more,
    });
  }

  const end = (driverId = ana): Promise<void> => new EndHosOverride(fleet.hosWork).execute(fleet.tenantId, driverId, EVAN);
  const actions = (): readonly string[] => fleet.audit.rows().map(({ action }) => action);

  it('setting one answers with it, for 24 hours, under the driver’s ruleset', async () => {
    const record = await set();
    expect(record).to.include({ dataSource: 'manual_override', hoursDriven: 5, cacheAgeSeconds: 0 });
    expect(record.remaining.driveHours).to.equal(6);
    expect(record.override).to.include({ setBy: 'dana@example.com', reason: 'Tablet broken' });
    expect(record.override?.expiresAt.getTime()).to.equal(fleet.clock.now().getTime() + 86_400_000);
    expect(await fleet.read(ana)).to.deep.equal(record);
  });

  it('setting one tells the audit log who, what and why', async () => {
    await set();
    const [entry] = fleet.audit.rows();
    expect(entry).to.include({ action: 'hos-override.set', actorId: DANA, subjectType: 'driver', subjectId: ana, tenantId: fleet.tenantId });
    expect(entry?.detail).to.include({ hoursDriven: 5, reason: 'Tablet broken', setBy: 'dana@example.com' });
  });

  it('a second one takes the place of the first, which stays in the history', async () => {
    await set({ reason: 'first' });
    await set({ reason: 'second' });
    expect((await fleet.read(ana)).override?.reason).to.equal('second');
    expect(await fleet.given.keptOverrides(fleet.tenantId, ana)).to.have.length(2);
  });

  it('ends when its time is over', async () => {
    await set({ expiresAt: new Date(fleet.clock.now().getTime() + 60_000) });
    fleet.vendorHas(['77']);
    fleet.clock.advance(59_999);
    expect(await fleet.read(ana)).to.include({ dataSource: 'manual_override' });
    fleet.clock.advance(1);
    expect(await fleet.read(ana)).to.include({ dataSource: 'samsara_eld' });
  });

  it('ending one brings back the vendor’s word, and tells the audit log', async () => {
    await set();
    fleet.vendorHas(['77']);
    await end();
    expect(await fleet.read(ana)).to.include({ dataSource: 'samsara_eld', override: undefined });
    expect(actions()).to.deep.equal(['hos-override.set', 'hos-override.ended']);
    expect(fleet.audit.rows()[1]).to.include({ actorId: EVAN, subjectId: ana });
  });

  it('ending none changes nothing and tells nobody', async () => {
    await end();
    expect(actions()).to.deep.equal([]);
  });

  it('refuses an unknown driver', async () => {
    expect(await rejectionOf(set({ driverId: toDriverId('nobody') }))).to.be.instanceOf(DriverNotFoundError);
    expect(await rejectionOf(end(toDriverId('nobody')))).to.be.instanceOf(DriverNotFoundError);
    expect(actions()).to.deep.equal([]);
  });

  it('refuses an end in the past and one more than 7 days ahead', async () => {
    for (const milliseconds of [0, 7 * 86_400_000 + 1]) {
      const expiresAt = new Date(fleet.clock.now().getTime() + milliseconds);
      expect(await rejectionOf(set({ expiresAt }))).to.be.instanceOf(OverrideExpiryError);
    }
    expect(await fleet.given.keptOverrides(fleet.tenantId, ana)).to.deep.equal([]);
  });

  it('keeps neither the override nor its audit entry when the other cannot be written', async () => {
    fleet.audit.set = () => { throw new Error('audit is away'); };
    expect(await rejectionOf(set())).to.have.property('message', 'audit is away');
    expect(await fleet.given.keptOverrides(fleet.tenantId, ana)).to.deep.equal([]);
  });

  it('does not find a driver who vanished while it was set', async () => {
    fleet.hosQueries.find = async () => undefined;
    expect(await rejectionOf(set())).to.be.instanceOf(DriverNotFoundError);
  });
});
