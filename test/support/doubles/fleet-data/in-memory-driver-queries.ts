import type { DriverFilter, DriverQueries } from '../../../../src/application/fleet-data/ports/driver-queries.js';
import type { DriverSummary } from '../../../../src/application/fleet-data/driver-summary.js';
import type { DriverId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import type { DriverRecord } from './fleet-rows.js';
import type { FleetState } from './fleet-state.js';
import { selectDrivers } from './select-drivers.js';

export class InMemoryDriverQueries implements DriverQueries {
  constructor(private readonly state: FleetState) {}

  async list(tenantId: TenantId, filter: DriverFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverSummary>> {
    const { items, total } = selectDrivers(this.state, { tenantId, filter, staleBefore, page });
    return { items: items.map((driver) => this.summaryOf(driver, staleBefore)), total };
  }

  async find(tenantId: TenantId, driverId: DriverId, staleBefore: Date): Promise<DriverSummary | undefined> {
    const driver = this.state.driver(tenantId, driverId);
    return driver && this.summaryOf(driver, staleBefore);
  }

  private summaryOf(driver: DriverRecord, staleBefore: Date): DriverSummary {
    const snapshot = this.state.snapshotOf(driver)?.snapshot;
    const override = this.state.isOverridden(driver) ? this.state.openOverrideOf(driver) : undefined;
    return {
      driverId: driver.driverId,
      externalDriverId: driver.link?.externalDriverId,
      integrationId: driver.link?.integrationId,
      name: driver.name,
      isActive: driver.isActive,
      dutyStatus: override === undefined ? snapshot?.dutyStatus : override.dutyStatus,
      hosDataSource: override === undefined ? snapshot?.dataSource : 'manual_override',
      hosDataSyncedAt: snapshot?.asOf,
      hosStale: override === undefined && (snapshot === undefined || snapshot.asOf <= staleBefore),
      hosManualOverride: override !== undefined,
    };
  }
}
