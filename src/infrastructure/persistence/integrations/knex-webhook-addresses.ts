import type { WebhookAddress, WebhookAddresses } from '../../../application/integrations/ports/webhook-addresses.js';
import { toTenantId } from '../../../domain/shared/identifiers.js';
import type { IntegrationId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

const FIND = `
  select i.tenant_id, i.vendor from integration i join tenant t on t.id = i.tenant_id
  where i.id = ? and i.enabled and i.deleted_at is null and t.is_active`;

export class KnexWebhookAddresses implements WebhookAddresses {
  constructor(private readonly scope: SqlScope) {}

  find(id: IntegrationId): Promise<WebhookAddress | undefined> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: { tenant_id: string; vendor: string }[] }>(FIND, [id]);
      return rows[0] && { tenantId: toTenantId(rows[0].tenant_id), vendor: rows[0].vendor };
    });
  }
}
