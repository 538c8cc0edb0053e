import type { DeliveryView } from '../../../../src/application/alerts/alert-view.js';
import type { AlertQueries, AlertStatusFilter, StaleFleet } from '../../../../src/application/alerts/ports/alert-queries.js';
import type { Incident } from '../../../../src/domain/alerts/incident.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { pageOf } from '../memory-page.js';
import type { AlertTables, OutboxRow } from './alert-tables.js';

export class InMemoryAlertQueries implements AlertQueries {
  constructor(private readonly tables: Pick<AlertTables, 'incidents' | 'outbox' | 'integrations'>) {}

  async list(tenantId: TenantId, status: AlertStatusFilter | undefined, page: PageRequest): Promise<Page<Incident>> {
    const mine = this.tables.incidents.rows().filter((incident) => incident.tenantId === tenantId);
    const wanted = mine.filter((incident) => status === undefined || statusOf(incident) === status);
    return pageOf(wanted.toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime() || a.id.localeCompare(b.id)), page);
  }

  async deliveries(tenantId: TenantId, incidentId: string): Promise<readonly DeliveryView[]> {
    return this.tables.outbox.rows().filter((row) => row.tenantId === tenantId && row.incidentId === incidentId).map(toDelivery);
  }

  /** The double is told the number of stale drivers; it does not know their age. */
  async staleFleets(): Promise<readonly StaleFleet[]> {
    const open = new Set(this.tables.incidents.rows().filter(({ resolvedAt }) => resolvedAt === undefined).map(({ integrationId }) => integrationId));
    const watched = this.tables.integrations.rows().filter((row) => row.watched && !row.gone && (row.staleDrivers > 0 || open.has(row.integrationId)));
    return watched.map(({ tenantId, integrationId, staleDrivers }) => ({ tenantId, integrationId, staleDrivers }));
  }
}

function statusOf({ resolvedAt, acknowledgedAt }: Incident): AlertStatusFilter {
  if (resolvedAt !== undefined) return 'resolved';
  return acknowledgedAt === undefined ? 'open' : 'acknowledged';
}

function toDelivery(row: OutboxRow): DeliveryView {
  return {
    id: row.id,
    occasion: row.message.occasion,
    channel: row.recipient.channel,
    recipient: row.recipient.channel === 'email' ? row.recipient.address : undefined,
    status: row.status,
    attempts: row.attempts,
    lastError: row.lastError,
    nextAttemptAt: row.status === 'pending' ? row.nextAttemptAt : undefined,
    sentAt: row.sentAt,
  };
}
