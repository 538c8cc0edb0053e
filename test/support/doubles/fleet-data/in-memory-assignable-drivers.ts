import type { AssignableDrivers } from '../../../../src/application/fleet-data/ports/assignable-drivers.js';
import type { AssignableDriver } from '../../../../src/domain/fleet-data/assigned-driver.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryAssignableDrivers implements AssignableDrivers {
  /** How often the drivers were read. */
  reads = 0;

  constructor(private readonly state: FleetState) {}

  async list(tenantId: TenantId): Promise<readonly AssignableDriver[]> {
    this.reads += 1;
    const mine = this.state.drivers.filter((driver) => driver.tenantId === tenantId);
    return mine.map(({ driverId, name, isActive, link }) => ({ driverId, externalDriverId: link?.externalDriverId, name, isActive }));
  }
}
