import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

/** Which of a vendor's drivers are ours. */
export class KnexLinkedDrivers {
  constructor(private readonly scope: SqlScope) {}

  /** Whether an active driver is linked to this one of the integration. */
  has(tenantId: TenantId, integrationId: IntegrationId, externalDriverId: string): Promise<boolean> {
    const linked = { tenant_id: tenantId, integration_id: integrationId, external_driver_id: externalDriverId, is_active: true };
    return this.scope.tenant(tenantId, async (sql) => (await sql('driver').where(linked).select<unknown[]>('driver_id')).length > 0);
  }
}
