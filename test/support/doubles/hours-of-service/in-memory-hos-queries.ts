import type { DriverHosState, HosBoardFilter, HosQueries } from '../../../../src/application/hours-of-service/ports/hos-queries.js';
import { resolveRuleset } from '../../../../src/domain/hours-of-service/ruleset.js';
import type { VendorRuleset } from '../../../../src/domain/hours-of-service/ruleset.js';
import type { DriverId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import type { DriverRecord } from '../fleet-data/fleet-rows.js';
import type { FleetState } from '../fleet-data/fleet-state.js';
import { selectDrivers } from '../fleet-data/select-drivers.js';

export class InMemoryHosQueries implements HosQueries {
  constructor(private readonly state: FleetState) {}

  async find(tenantId: TenantId, driverId: DriverId): Promise<DriverHosState | undefined> {
    const driver = this.state.driver(tenantId, driverId);
    return driver && this.stateOf(driver);
  }

  async list(tenantId: TenantId, filter: HosBoardFilter, staleBefore: Date, page: PageRequest): Promise<Page<DriverHosState>> {
    const wanted = { search: filter.search, active: filter.active, hosStale: filter.stale };
    const { items, total } = selectDrivers(this.state, { tenantId, filter: wanted, staleBefore, page });
    return { items: items.map((driver) => this.stateOf(driver)), total };
  }

  private stateOf(driver: DriverRecord): DriverHosState {
    const { tenantId, link } = driver;
    const integration = link && this.state.integration(tenantId, link.integrationId);
    const enabled = integration !== undefined && integration.enabled && !integration.deleted;
    return {
      driverId: driver.driverId,
      name: driver.name,
      override: this.overrideOf(driver),
      snapshot: this.state.snapshotOf(driver)?.snapshot,
      ruleset: resolveRuleset(driver.ruleset as VendorRuleset, integration?.defaultRuleset),
      link: link && { ...link, enabled },
      tenantConnected: this.state.integrations.some(
        (one) => one.tenantId === tenantId && one.integrationType === 'HOS_ELD' && one.enabled && !one.deleted,
      ),
    };
  }

  private overrideOf(driver: DriverRecord): DriverHosState['override'] {
    const open = this.state.openOverrideOf(driver);
    if (open === undefined) return undefined;
    const { tenantId: _tenantId, driverId: _driverId, setById: _setById, endedAt: _endedAt, endedById: _endedById, ...override } = open;
    return override;
  }
}
