import type { WebhookAddress, WebhookAddresses } from '../../../../src/application/integrations/ports/webhook-addresses.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationTables } from './integration-tables.js';

export class InMemoryWebhookAddresses implements WebhookAddresses {
  /** Tenants that have been switched off. */
  readonly inactive = new Set<TenantId>();

  constructor(private readonly tables: Pick<IntegrationTables, 'integrations'>) {}

  async find(id: IntegrationId): Promise<WebhookAddress | undefined> {
    const row = this.tables.integrations.get(id);
    if (row === undefined || row.deleted || !row.integration.enabled || this.inactive.has(row.integration.tenantId)) return undefined;
    const { tenantId, vendor } = row.integration;
    return { tenantId, vendor };
  }
}
