import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { Clock } from '../shared/clock.js';
import type { DriverSummary } from './driver-summary.js';
import type { DriverFilter, DriverQueries } from './ports/driver-queries.js';

/** The drivers of a tenant with the state of their hours. */
export class ListDrivers {
  constructor(
    private readonly drivers: DriverQueries,
    private readonly clock: Clock,
    private readonly freshSeconds: number,
  ) {}

  execute(tenantId: TenantId, filter: DriverFilter, page: PageRequest): Promise<Page<DriverSummary>> {
    const staleBefore = new Date(this.clock.now().getTime() - this.freshSeconds * 1000);
    return this.drivers.list(tenantId, filter, staleBefore, page);
  }
}
