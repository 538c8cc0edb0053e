import type { Severity } from '../../../domain/alerts/alert-message.js';
import type { Incident, IncidentKind } from '../../../domain/alerts/incident.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';

export interface IncidentRow {
  id: string;
  tenant_id: string;
  integration_id: string;
  kind: string;
  severity: string;
  reason: string;
  stale_drivers: number;
  occurrences: number;
  opened_at: Date;
  last_seen_at: Date;
  resolved_at: Date | null;
  notified_at: Date;
  silent: boolean;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
}

export function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    tenantId: toTenantId(row.tenant_id),
    integrationId: toIntegrationId(row.integration_id),
    kind: row.kind as IncidentKind,
    severity: row.severity as Severity,
    reason: row.reason,
    staleDrivers: row.stale_drivers,
    occurrences: row.occurrences,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    resolvedAt: row.resolved_at ?? undefined,
    notifiedAt: row.notified_at,
    silent: row.silent,
    acknowledgedAt: row.acknowledged_at ?? undefined,
    acknowledgedBy: row.acknowledged_by ?? undefined,
  };
}

export function toIncidentRow(incident: Incident): IncidentRow {
  return {
    id: incident.id,
    tenant_id: incident.tenantId,
    integration_id: incident.integrationId,
    kind: incident.kind,
    severity: incident.severity,
    reason: incident.reason,
    stale_drivers: incident.staleDrivers,
    occurrences: incident.occurrences,
    opened_at: incident.openedAt,
    last_seen_at: incident.lastSeenAt,
    resolved_at: incident.resolvedAt ?? null,
    notified_at: incident.notifiedAt,
    silent: incident.silent,
    acknowledged_at: incident.acknowledgedAt ?? null,
    acknowledged_by: incident.acknowledgedBy ?? null,
  };
}
