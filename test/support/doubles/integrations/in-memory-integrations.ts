import type { IntegrationRepository } from '../../../../src/application/integrations/ports/integration-repository.js';
import { IntegrationExistsError, StaleVersionError } from '../../../../src/domain/integrations/errors.js';
import type { Integration } from '../../../../src/domain/integrations/integration.js';
import type { IntegrationType } from '../../../../src/domain/integrations/vendor-description.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import { byAge, pageOf } from '../memory-page.js';
import type { IntegrationTables } from './integration-tables.js';

export class InMemoryIntegrations implements IntegrationRepository {
  constructor(
    private readonly tables: Pick<IntegrationTables, 'integrations'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async find(tenantId: TenantId, id: IntegrationId): Promise<Integration | undefined> {
    this.scope.tenant(tenantId);
    return this.of(tenantId).find((integration) => integration.id === id);
  }

  async list(tenantId: TenantId, page: PageRequest): Promise<Page<Integration>> {
    this.scope.tenant(tenantId);
    return pageOf([...this.of(tenantId)].sort(byAge), page);
  }

  async listEnabled(tenantId: TenantId, type: IntegrationType): Promise<readonly Integration[]> {
    this.scope.tenant(tenantId);
    return this.of(tenantId).filter(({ integrationType, enabled }) => integrationType === type && enabled).sort(byAge);
  }

  async add(integration: Integration): Promise<void> {
    this.scope.tenant(integration.tenantId);
    this.refuseSecond(integration);
    this.tables.integrations.set(integration.id, { integration, deleted: false });
  }

  async save(integration: Integration): Promise<Integration> {
    const { displayName, enabled, config, syncIntervalSeconds, nextSyncAt } = integration;
    this.scope.tenant(integration.tenantId);
    const stored = this.of(integration.tenantId).find(({ id }) => id === integration.id);
    if (stored?.version !== integration.version) throw new StaleVersionError();
    this.refuseSecond({ ...stored, enabled });
    const editable = { displayName, enabled, config, syncIntervalSeconds, nextSyncAt };
    const saved = { ...stored, ...editable, version: stored.version + 1, updatedAt: new Date() };
    this.tables.integrations.set(saved.id, { integration: saved, deleted: false });
    return saved;
  }

  async remove(tenantId: TenantId, id: IntegrationId): Promise<void> {
    const integration = await this.find(tenantId, id);
    if (integration !== undefined) this.tables.integrations.set(id, { integration: { ...integration, enabled: false }, deleted: true });
  }

  private refuseSecond({ id, tenantId, vendor, enabled }: Integration): void {
    const others = this.of(tenantId).filter((other) => other.id !== id && other.vendor === vendor && other.enabled);
    if (enabled && others.length > 0) throw new IntegrationExistsError();
  }

  private of(tenantId: TenantId): readonly Integration[] {
    const mine = this.tables.integrations.rows().filter(({ integration, deleted }) => integration.tenantId === tenantId && !deleted);
    return mine.map(({ integration }) => integration);
  }
}
