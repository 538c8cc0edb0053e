import type { IntegrationContacts } from '../../../application/integrations/ports/integration-contacts.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

export class KnexIntegrationContacts implements IntegrationContacts {
  constructor(private readonly scope: SqlScope) {}

  async recordSuccess(tenantId: TenantId, id: IntegrationId): Promise<void> {
    await this.scope.tenant(tenantId, (sql) =>
      sql('integration')
        .where({ tenant_id: tenantId, id })
        .update({
          condition: 'reached',
          last_success_at: sql.raw('clock_timestamp()'),
          // What works again is synced soon, whatever its failures had put off.
          next_sync_at: sql.raw("case when condition = 'failing' then least(next_sync_at, clock_timestamp()) else next_sync_at end"),
        }),
    );
  }

  async recordFailure(tenantId: TenantId, id: IntegrationId, message: string): Promise<void> {
    await this.scope.tenant(tenantId, (sql) =>
      sql('integration')
        .where({ tenant_id: tenantId, id })
        .update({ condition: 'failing', last_error_at: sql.raw('clock_timestamp()'), last_error_message: message }),
    );
  }
}
