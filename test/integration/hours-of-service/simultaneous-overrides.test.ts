import { expect } from 'chai';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';

describe('Overrides set at once', () => {
  const { open } = useFleetDatabase();

  it('10 people at once: all are kept, 1 is in force, 9 are ended', async () => {
    const fleet = await open();
    const tenantId = await fleet.given.tenant();
    const ana = await fleet.given.driver(tenantId, 'ana');
    const people = Array.from({ length: 10 }, (_, index) => toUserId(`person-${index}`));
    await Promise.all(people.map((person) => fleet.overrides.add(tenantId, ana, overrideOf(new Date(), { reason: person }), person)));
    const kept = await fleet.given.keptOverrides(tenantId, ana);
    expect(kept.map(({ setById }) => setById)).to.have.members(people);
    expect(kept.filter(({ endedById }) => endedById === undefined)).to.have.length(1);
  });

  it('a page of hours and an override at once: the override is in force and nothing is torn', async () => {
    const fleet = await open();
    const tenantId = await fleet.given.tenant();
    const integrationId = await fleet.given.integration(tenantId);
    const ana = await fleet.given.driver(tenantId, 'ana', { link: { integrationId, externalDriverId: '1' } });
    const asOf = new Date();
    const remaining = { driveHours: 1, shiftHours: 2, cycleHours: 3, untilBreakHours: 4 };
    const observations = [{ externalDriverId: '1', dutyStatus: 'DRIVING', dutyStatusRaw: 'driving', remaining, violations: [], asOf }] as const;
    await Promise.all([
      fleet.snapshots.store({ tenantId, integrationId, dataSource: 'samsara_eld', observations }),
      fleet.overrides.add(tenantId, ana, overrideOf(asOf), toUserId('dana')),
    ]);
    expect((await fleet.hosQueries.find(tenantId, ana))?.override?.reason).to.equal('Tablet broken');
  });
});
