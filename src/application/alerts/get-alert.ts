import { AlertNotFoundError } from '../../domain/alerts/errors.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { AlertView } from './alert-view.js';
import type { AlertQueries } from './ports/alert-queries.js';
import type { IncidentRepository } from './ports/incident-repository.js';

/** One incident, with every message about it and what became of it. */
export class GetAlert {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly alerts: AlertQueries,
  ) {}

  /** Throws `AlertNotFoundError`. */
  async execute(tenantId: TenantId, id: string): Promise<AlertView> {
    const incident = await this.incidents.find(tenantId, id);
    if (incident === undefined) throw new AlertNotFoundError();
    return { incident, deliveries: await this.alerts.deliveries(tenantId, id) };
  }
}
