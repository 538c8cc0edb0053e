import type { FleetFreshness, IntegrationHealthQueries } from '../../../../src/application/integrations/ports/integration-health-queries.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';

export interface WatchedDriver {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  /** Undefined: nothing was ever received. */
  readonly ageSeconds: number | undefined;
  readonly isActive: boolean;
  readonly overridden: boolean;
}

export interface WatchedIncident {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly over: boolean;
}

export class InMemoryIntegrationHealth implements IntegrationHealthQueries {
  readonly drivers: WatchedDriver[] = [];
  readonly incidents: WatchedIncident[] = [];

  async openIncidents(tenantId: TenantId, id: IntegrationId): Promise<number> {
    return this.incidents.filter((incident) => incident.tenantId === tenantId && incident.integrationId === id && !incident.over).length;
  }

  async freshness(tenantId: TenantId, id: IntegrationId, staleAfterSeconds: number): Promise<FleetFreshness> {
    const watched = this.drivers.filter((driver) => driver.tenantId === tenantId && driver.integrationId === id);
    const ages = watched.filter(({ isActive, overridden }) => isActive && !overridden).map(({ ageSeconds }) => ageSeconds);
    const known = ages.filter((age) => age !== undefined);
    return {
      oldestDriverAgeSeconds: known.length === 0 ? undefined : Math.max(...known),
      staleDrivers: ages.filter((age) => age === undefined || age > staleAfterSeconds).length,
    };
  }
}
