import type { Knex } from 'knex';
import type { IncidentRepository } from '../../../application/alerts/ports/incident-repository.js';
import type { Incident } from '../../../domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';
import { toIncident, toIncidentRow } from './incident-rows.js';
import type { IncidentRow } from './incident-rows.js';

export class KnexIncidentRepository implements IncidentRepository {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId, id: string): Promise<Incident | undefined> {
    return this.scope.tenant(tenantId, async (sql) => first(sql('incident').where({ tenant_id: tenantId, id })));
  }

  findOpen(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      // The integration's row stands for its incident, which may not exist yet.
      await sql('integration').where({ tenant_id: tenantId, id: integrationId }).forNoKeyUpdate().select('id');
      return first(sql('incident').where({ tenant_id: tenantId, integration_id: integrationId }).whereNull('resolved_at'));
    });
  }

  findLast(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined> {
    return this.scope.tenant(tenantId, async (sql) =>
      first(
        sql('incident')
          .where({ tenant_id: tenantId, integration_id: integrationId })
          .whereNotNull('resolved_at')
          .orderBy('resolved_at', 'desc'),
      ),
    );
  }

  async save(incident: Incident): Promise<void> {
    const row = toIncidentRow(incident);
    await this.scope.tenant(incident.tenantId, (sql) => sql('incident').insert(row).onConflict('id').merge());
  }
}

async function first(incidents: Knex.QueryBuilder): Promise<Incident | undefined> {
  const [row] = await incidents.limit(1).select<IncidentRow[]>('*');
  return row && toIncident(row);
}
