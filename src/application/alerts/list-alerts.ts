import type { Incident } from '../../domain/alerts/incident.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { AlertQueries, AlertStatusFilter } from './ports/alert-queries.js';

/** The incidents of a tenant. */
export class ListAlerts {
  constructor(private readonly alerts: AlertQueries) {}

  execute(tenantId: TenantId, status: AlertStatusFilter | undefined, page: PageRequest): Promise<Page<Incident>> {
    return this.alerts.list(tenantId, status, page);
  }
}
