import type { DeliveryView } from '../../../application/alerts/alert-view.js';
import type { AlertQueries, AlertStatusFilter, StaleFleet } from '../../../application/alerts/ports/alert-queries.js';
import type { AlertMessage } from '../../../domain/alerts/alert-message.js';
import type { Incident } from '../../../domain/alerts/incident.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';
import { toIncident } from './incident-rows.js';
import type { IncidentRow } from './incident-rows.js';

interface DeliveryRow {
  id: string;
  channel: 'email' | 'slack';
  address: string | null;
  message: AlertMessage;
  status: DeliveryView['status'];
  attempts: number;
  last_error: string | null;
  next_attempt_at: Date;
  sent_at: Date | null;
}

interface StaleRow {
  tenant_id: string;
  id: string;
  stale: number;
}

const FILTERS: Readonly<Record<AlertStatusFilter, string>> = {
  open: 'resolved_at is null and acknowledged_at is null',
  acknowledged: 'resolved_at is null and acknowledged_at is not null',
  resolved: 'resolved_at is not null',
};

/** A new integration is not stale before its first sync had the time to end. */
const STALE_FLEETS = `
  select i.tenant_id, i.id, count(d.driver_id) as stale
  from integration i
  left join driver_hos d on d.tenant_id = i.tenant_id and d.integration_id = i.id and d.is_active
    and (d.override_expires_at is null or d.override_expires_at <= clock_timestamp())
    and d.as_of < clock_timestamp() - make_interval(secs => :staleAfter)
  where i.enabled and i.deleted_at is null and i.integration_type = 'HOS_ELD'
  group by i.tenant_id, i.id
  having count(d.driver_id) > 0 or exists (select from incident n where n.integration_id = i.id and n.resolved_at is null)`;

export class KnexAlertQueries implements AlertQueries {
  constructor(private readonly scope: SqlScope) {}

  list(tenantId: TenantId, status: AlertStatusFilter | undefined, { limit, offset }: PageRequest): Promise<Page<Incident>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const wanted = sql('incident').where('tenant_id', tenantId);
      if (status !== undefined) void wanted.whereRaw(FILTERS[status]);
      const rows = await wanted
        .clone()
        .orderBy([{ column: 'opened_at', order: 'desc' }, { column: 'id' }])
        .limit(limit)
        .offset(offset)
        .select<IncidentRow[]>('*');
      const counted = await wanted.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toIncident), total: counted[0]?.total ?? 0 };
    });
  }

  deliveries(tenantId: TenantId, incidentId: string): Promise<readonly DeliveryView[]> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('outbox_message')
        .where({ tenant_id: tenantId, incident_id: incidentId })
        .orderBy(['written_at', 'id'])
        .select<DeliveryRow[]>('*');
      return rows.map(toDelivery);
    });
  }

  staleFleets(staleAfterSeconds: number): Promise<readonly StaleFleet[]> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: StaleRow[] }>(STALE_FLEETS, { staleAfter: staleAfterSeconds });
      return rows.map(({ tenant_id, id, stale }) => ({
        tenantId: toTenantId(tenant_id),
        integrationId: toIntegrationId(id),
        staleDrivers: stale,
      }));
    });
  }
}

function toDelivery(row: DeliveryRow): DeliveryView {
  return {
    id: row.id,
    occasion: row.message.occasion,
    channel: row.channel,
    recipient: row.address ?? undefined,
    status: row.status,
    attempts: row.attempts,
    lastError: row.last_error ?? undefined,
    nextAttemptAt: row.status === 'pending' ? row.next_attempt_at : undefined,
    sentAt: row.sent_at ?? undefined,
  };
}
