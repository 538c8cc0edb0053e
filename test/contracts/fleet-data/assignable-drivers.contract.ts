import { expect } from 'chai';
import type { AssignableDrivers } from '../../../src/application/fleet-data/ports/assignable-drivers.js';
import type { OnFleet } from './given-fleet.js';

export interface OpenAssignableDrivers extends OnFleet {
  readonly assignableDrivers: AssignableDrivers;
}

/** What every `AssignableDrivers` promises. */
export function describeAssignableDrivers(name: string, open: () => Promise<OpenAssignableDrivers>): void {
  describe(`AssignableDrivers: ${name}`, () => {
    it('gives every driver of the tenant, inactive and unlinked ones too, and nobody else’s', async () => {
      const fleet = await open();
      const [tenantId, other] = [await fleet.given.tenant(), await fleet.given.tenant()];
      const integrationId = await fleet.given.integration(tenantId);
      await fleet.given.driver(tenantId, 'ana', { name: 'Ana Núñez', link: { integrationId, externalDriverId: '17' } });
      await fleet.given.driver(tenantId, 'ben', { name: 'Ben', isActive: false });
      await fleet.given.driver(other, 'eve', { name: 'Eve' });
      expect(await fleet.assignableDrivers.list(tenantId)).to.have.deep.members([
        { driverId: 'ana', externalDriverId: '17', name: 'Ana Núñez', isActive: true },
        { driverId: 'ben', externalDriverId: undefined, name: 'Ben', isActive: false },
      ]);
      await fleet.close();
    });
  });
}
