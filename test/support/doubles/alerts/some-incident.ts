import type { Incident } from '../../../../src/domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../counting-ids.js';

const ids = new CountingIds(0xa1e7);
const OPENED = new Date('2026-03-02T07:00:00.000Z');

/** An open incident, told an hour before a `ManualClock` starts, with an id of its own. */
export function someIncident(tenantId: TenantId, integrationId: IntegrationId, fields: Partial<Incident> = {}): Incident {
  return {
    id: ids.next(),
    tenantId,
    integrationId,
    kind: 'failing',
    severity: 'ERROR',
    reason: 'Acme could not be reached.',
    staleDrivers: 0,
    occurrences: 3,
    openedAt: OPENED,
    lastSeenAt: OPENED,
    resolvedAt: undefined,
    notifiedAt: OPENED,
    silent: false,
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    ...fields,
  };
}
