import { DriverNotFoundError } from '../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { DriverSummary } from './driver-summary.js';
import type { DriverQueries } from './ports/driver-queries.js';

/** One driver with the state of their hours. */
export class GetDriver {
  constructor(
    private readonly drivers: DriverQueries,
    private readonly clock: Clock,
    private readonly freshSeconds: number,
  ) {}

  /** Throws `DriverNotFoundError`. */
  async execute(tenantId: TenantId, driverId: DriverId): Promise<DriverSummary> {
    const staleBefore = new Date(this.clock.now().getTime() - this.freshSeconds * 1000);
    const driver = await this.drivers.find(tenantId, driverId, staleBefore);
    if (driver === undefined) throw new DriverNotFoundError();
    return driver;
  }
}
