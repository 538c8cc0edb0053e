import type { IntegrationContacts } from '../../../../src/application/integrations/ports/integration-contacts.js';
import type { Clock } from '../../../../src/application/shared/clock.js';
import type { Integration } from '../../../../src/domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationTables } from './integration-tables.js';

export class InMemoryIntegrationContacts implements IntegrationContacts {
  constructor(
    private readonly tables: Pick<IntegrationTables, 'integrations'>,
    private readonly clock: Clock,
  ) {}

  async recordSuccess(tenantId: TenantId, id: IntegrationId): Promise<void> {
    const before = this.tables.integrations.get(id);
    this.change(tenantId, id, 'reached', { lastSuccessAt: this.clock.now() });
    const row = before?.integration.tenantId === tenantId ? this.tables.integrations.get(id) : undefined;
    if (before?.integration.condition !== 'failing' || row === undefined) return;
    const { nextSyncAt } = row.integration;
    const soonest = nextSyncAt < this.clock.now() ? nextSyncAt : this.clock.now();
    this.tables.integrations.set(id, { ...row, integration: { ...row.integration, nextSyncAt: soonest } });
  }

  async recordFailure(tenantId: TenantId, id: IntegrationId, message: string): Promise<void> {
    this.change(tenantId, id, 'failing', { lastErrorAt: this.clock.now(), lastErrorMessage: message });
  }

  private change(tenantId: TenantId, id: IntegrationId, condition: Integration['condition'], contact: Partial<Integration['contact']>): void {
    const row = this.tables.integrations.get(id);
    if (row?.integration.tenantId !== tenantId) return;
    const integration = { ...row.integration, condition, contact: { ...row.integration.contact, ...contact } };
    this.tables.integrations.set(id, { ...row, integration });
  }
}
