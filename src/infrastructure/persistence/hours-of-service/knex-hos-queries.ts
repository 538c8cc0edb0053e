import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import type { DriverHosState, HosBoardFilter, HosQueries } from '../../../application/hours-of-service/ports/hos-queries.js';
import { toDriverId } from '../../../domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { Database } from '../database.js';
import { toDriverHosState } from './hos-rows.js';
import type { DriverHosRow } from './hos-rows.js';
import { filterDrivers } from '../fleet-data/driver-filter.js';
import { SharedReads } from './shared-reads.js';

const TENANTS = 10_000;

export class KnexHosQueries implements HosQueries {
  readonly #reads = new LRUCache<TenantId, SharedReads<DriverId, DriverHosState>>({
    max: TENANTS,
    memoMethod: (tenantId) => new SharedReads((driverIds) => this.read(tenantId, driverIds)),
  });

  constructor(private readonly database: Database) {}

  find(tenantId: TenantId, driverId: DriverId): Promise<DriverHosState | undefined> {
    return this.#reads.memo(tenantId).read(driverId);
  }

  list(tenantId: TenantId, filter: HosBoardFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverHosState>> {
    return this.database.tenant(tenantId, async (sql: Knex) => {
      const wanted = { search: filter.search, active: filter.active, hosStale: filter.stale };
      const drivers = filterDrivers(sql<DriverHosRow>('driver_hos').where('tenant_id', tenantId), wanted, staleBefore);
      const rows = await drivers.clone().orderBy(['name', 'driver_id']).limit(page.limit).offset(page.offset).select<DriverHosRow[]>('*');
      const counted = await drivers.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toDriverHosState), total: counted[0]?.total ?? 0 };
    });
  }

  private async read(tenantId: TenantId, driverIds: readonly DriverId[]): Promise<ReadonlyMap<DriverId, DriverHosState>> {
    const statement = 'select * from read_driver_hos($1, variadic $2)';
    const rows = await this.database.prepared<DriverHosRow>('read-driver-hos', statement, [tenantId, driverIds]);
    return new Map(rows.map((row) => [toDriverId(row.driver_id), toDriverHosState(row)]));
  }
}
