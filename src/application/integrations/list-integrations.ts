import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import { viewIntegration } from './integration-view.js';
import type { IntegrationView } from './integration-view.js';
import type { CredentialStore } from './ports/credential-store.js';
import type { IntegrationRepository } from './ports/integration-repository.js';
import type { VendorRegistry } from './ports/vendor-registry.js';

/** The integrations of a tenant. One whose credentials cannot be read is listed like the others. */
export class ListIntegrations {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly credentials: CredentialStore,
    private readonly registry: VendorRegistry,
  ) {}

  async execute(tenantId: TenantId, page: PageRequest): Promise<Page<IntegrationView>> {
    const { items, total } = await this.integrations.list(tenantId, page);
    const stored = await this.credentials.loadAll(tenantId, items.map(({ id }) => id));
    return {
      items: items.map((item) => viewIntegration(item, stored.get(item.id) ?? {}, this.registry.find(item.vendor))),
      total,
    };
  }
}
