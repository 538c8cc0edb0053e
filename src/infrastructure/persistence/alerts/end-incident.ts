import type { Knex } from 'knex';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** Ends the open incident of an integration that somebody switches off or deletes. Nobody is told: nothing works again. */
export async function endIncident(sql: Knex, tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
  await sql('incident')
    .where({ tenant_id: tenantId, integration_id: integrationId })
    .whereNull('resolved_at')
    .update({ resolved_at: sql.raw('clock_timestamp()'), stale_drivers: 0 });
}
