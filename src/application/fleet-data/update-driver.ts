import type { DriverLink } from '../../domain/fleet-data/driver.js';
import { DriverNotFoundError } from '../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import type { DriverLinks } from './ports/driver-links.js';
import type { DriverRepository } from './ports/driver-repository.js';

export interface DriverChange {
  readonly name?: string;
  readonly isActive?: boolean;
  /** Undefined ends the link; a missing key leaves it. */
  readonly link?: DriverLink | undefined;
}

/** Changes a driver. A linked driver's name and activity follow the vendor again at the next sync. */
export class UpdateDriver {
  constructor(
    private readonly drivers: DriverRepository,
    private readonly links: DriverLinks,
  ) {}

  /** Throws `DriverNotFoundError`, `DriverLinkTakenError`, `IntegrationNotFoundError`. */
  async execute(tenantId: TenantId, driverId: DriverId, change: DriverChange): Promise<void> {
    const driver = await this.drivers.find(tenantId, driverId);
    if (driver === undefined) throw new DriverNotFoundError();
    if (change.link !== undefined) await this.links.check(tenantId, change.link);
    await this.drivers.save({ ...driver, ...change });
  }
}
