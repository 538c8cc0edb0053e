import { IntegrationNotFoundError } from '../../domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { viewIntegration } from './integration-view.js';
import type { IntegrationView } from './integration-view.js';
import type { CredentialStore } from './ports/credential-store.js';
import type { IntegrationRepository } from './ports/integration-repository.js';
import type { VendorRegistry } from './ports/vendor-registry.js';

/** One integration. */
export class GetIntegration {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly credentials: CredentialStore,
    private readonly registry: VendorRegistry,
  ) {}

  /** Throws `IntegrationNotFoundError`. */
  async execute(tenantId: TenantId, id: IntegrationId): Promise<IntegrationView> {
    const integration = await this.integrations.find(tenantId, id);
    if (integration === undefined) throw new IntegrationNotFoundError();
    const stored = await this.credentials.load(tenantId, id);
    return viewIntegration(integration, stored, this.registry.find(integration.vendor));
  }
}
