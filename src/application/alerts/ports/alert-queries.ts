import type { Incident } from '../../../domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { DeliveryView } from '../alert-view.js';

export type AlertStatusFilter = 'open' | 'acknowledged' | 'resolved';

export interface StaleFleet {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly staleDrivers: number;
}

export interface AlertQueries {
  /** Newest first. */
  list(tenantId: TenantId, status: AlertStatusFilter | undefined, page: PageRequest): Promise<Page<Incident>>;
  deliveries(tenantId: TenantId, incidentId: string): Promise<readonly DeliveryView[]>;
  /**
   * Enabled HOS integrations of all tenants with drivers (active, not overridden) whose hours are older than this, and those
   * with an open incident, whose number may be 0.
   */
  staleFleets(staleAfterSeconds: number): Promise<readonly StaleFleet[]>;
}
