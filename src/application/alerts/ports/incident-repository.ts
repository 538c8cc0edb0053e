import type { Incident } from '../../../domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

export interface IncidentRepository {
  find(tenantId: TenantId, id: string): Promise<Incident | undefined>;
  /** The open one. Two callers for one integration take turns until their transactions end. */
  findOpen(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined>;
  /** The one that was resolved last. */
  findLast(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined>;
  /** Adds it or replaces what is known of it. */
  save(incident: Incident): Promise<void>;
}
