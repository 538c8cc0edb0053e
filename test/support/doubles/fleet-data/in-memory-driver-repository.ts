import type { DriverRepository } from '../../../../src/application/fleet-data/ports/driver-repository.js';
import type { Driver } from '../../../../src/domain/fleet-data/driver.js';
import { DriverExistsError, DriverLinkTakenError } from '../../../../src/domain/fleet-data/errors.js';
import type { DriverId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryDriverRepository implements DriverRepository {
  constructor(private readonly state: FleetState) {}

  async find(tenantId: TenantId, driverId: DriverId): Promise<Driver | undefined> {
    const found = this.state.driver(tenantId, driverId);
    if (found === undefined) return undefined;
    const { ruleset: _ruleset, ...driver } = found;
    return driver;
  }

  async add(driver: Driver): Promise<void> {
    if (this.state.driver(driver.tenantId, driver.driverId) !== undefined) throw new DriverExistsError();
    this.refuseTakenLink(driver);
    this.state.putDriver({ ...driver, ruleset: 'not-sent' });
  }

  async save(driver: Driver): Promise<void> {
    this.refuseTakenLink(driver);
    const stored = this.state.driver(driver.tenantId, driver.driverId);
    if (stored === undefined) return;
    this.state.putDriver({ ...stored, ...driver });
    const { link } = driver;
    if (link !== undefined && this.state.snapshotOf(driver)?.snapshot.externalDriverId !== link.externalDriverId) {
      this.state.dropSnapshot(driver);
    }
  }

  private refuseTakenLink({ tenantId, driverId, link }: Driver): void {
    if (link === undefined) return;
    const linked = this.state.linkedTo({ tenantId, integrationId: link.integrationId });
    const taken = linked.some((one) => one.driverId !== driverId && one.link?.externalDriverId === link.externalDriverId);
    if (taken) throw new DriverLinkTakenError();
  }
}
