import type { LoadFilter, LoadQueries } from '../../../../src/application/fleet-data/ports/load-queries.js';
import { isActiveLoad } from '../../../../src/domain/fleet-data/load.js';
import type { Load } from '../../../../src/domain/fleet-data/load.js';
import type { IntegrationId, LoadId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { pageOf } from '../memory-page.js';
import type { LoadRecord } from './fleet-rows.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryLoadQueries implements LoadQueries {
  constructor(private readonly state: FleetState) {}

  async find(tenantId: TenantId, loadId: LoadId): Promise<Load | undefined> {
    const found = this.state.loads.find((load) => load.tenantId === tenantId && load.loadId === loadId);
    return found && toLoad(found);
  }

  async list(tenantId: TenantId, filter: LoadFilter, page: PageRequest): Promise<Page<Load>> {
    const wanted = this.state.loads
      .filter((load) => load.tenantId === tenantId && (filter === 'all' || isActiveLoad(load)))
      .toSorted((a, b) => pickupOf(a) - pickupOf(b) || (a.loadId < b.loadId ? -1 : 1));
    return pageOf(wanted.map(toLoad), page);
  }

  async listReadTimes(tenantId: TenantId): Promise<ReadonlyMap<IntegrationId, Date>> {
    const mine = this.state.listReads.filter((read) => read.tenantId === tenantId);
    return new Map(mine.map(({ integrationId, readAt }) => [integrationId, readAt]));
  }
}

function toLoad({ tenantId: _tenantId, ...load }: LoadRecord): Load {
  return load;
}

/** Those without a known moment come last. */
function pickupOf({ pickupAppointment }: Load): number {
  return pickupAppointment !== undefined && 'at' in pickupAppointment ? pickupAppointment.at.getTime() : Number.MAX_SAFE_INTEGER;
}
