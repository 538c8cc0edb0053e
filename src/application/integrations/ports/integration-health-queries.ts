import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

export interface FleetFreshness {
  /** Age of the oldest snapshot of an active, not overridden driver; undefined when there is none. */
  readonly oldestDriverAgeSeconds: number | undefined;
  /** Active, not overridden drivers whose hours are older than `staleAfterSeconds`, or were never received. */
  readonly staleDrivers: number;
}

export interface IntegrationHealthQueries {
  /** Incidents about it that are not over. */
  openIncidents(tenantId: TenantId, id: IntegrationId): Promise<number>;
  freshness(tenantId: TenantId, id: IntegrationId, staleAfterSeconds: number): Promise<FleetFreshness>;
}
