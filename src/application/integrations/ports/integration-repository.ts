import type { Integration } from '../../../domain/integrations/integration.js';
import type { IntegrationType } from '../../../domain/integrations/vendor-description.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';

export interface IntegrationRepository {
  /** Deleted integrations are not found. */
  find(tenantId: TenantId, id: IntegrationId): Promise<Integration | undefined>;
  /** Oldest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Integration>>;
  /** The enabled integrations of a type, oldest first. */
  listEnabled(tenantId: TenantId, type: IntegrationType): Promise<readonly Integration[]>;
  /** Throws `IntegrationExistsError` when the tenant has an enabled one with this vendor. */
  add(integration: Integration): Promise<void>;
  /**
   * Saves what people change (name, config, interval, enabled) and counts the version up.
   * Throws `StaleVersionError` when the stored version is not `integration.version`, and `IntegrationExistsError`.
   */
  save(integration: Integration): Promise<Integration>;
  /** Hides it; its sync history stays readable. */
  remove(tenantId: TenantId, id: IntegrationId): Promise<void>;
}
