import type { Driver } from '../../domain/fleet-data/driver.js';
import type { DriverLinks } from './ports/driver-links.js';
import type { DriverRepository } from './ports/driver-repository.js';

/** Adds a driver by hand, linked to a vendor driver or not. */
export class AddDriver {
  constructor(
    private readonly drivers: DriverRepository,
    private readonly links: DriverLinks,
  ) {}

  /** Throws `DriverExistsError`, `DriverLinkTakenError`, `IntegrationNotFoundError`. */
  async execute(driver: Driver): Promise<void> {
    if (driver.link !== undefined) await this.links.check(driver.tenantId, driver.link);
    await this.drivers.add(driver);
  }
}
