import { CredentialsUnreadableError, IntegrationDisabledError, IntegrationNotFoundError } from '../../domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { CredentialStore } from './ports/credential-store.js';
import type { IntegrationRepository } from './ports/integration-repository.js';
import type { VendorConnection } from './ports/vendor-connection.js';
import type { VendorRegistry } from './ports/vendor-registry.js';
import { requireVendor } from './vendor-input.js';

/** What it takes to talk to the vendor of a stored integration. */
export class OpenConnection {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly credentials: CredentialStore,
    private readonly registry: VendorRegistry,
  ) {}

  /**
   * Throws `IntegrationNotFoundError`, `IntegrationDisabledError` unless `evenDisabled`, `VendorNotAllowedError`, and
   * `CredentialsUnreadableError` when any stored value does not open.
   */
  async execute(tenantId: TenantId, id: IntegrationId, evenDisabled = false): Promise<VendorConnection> {
    const integration = await this.integrations.find(tenantId, id);
    if (integration === undefined) throw new IntegrationNotFoundError();
    if (!integration.enabled && !evenDisabled) throw new IntegrationDisabledError();
    const vendor = requireVendor(this.registry, integration.vendor);
    const stored = Object.entries(await this.credentials.load(tenantId, id));
    const credentials = stored.map(([field, value]): [string, Secret<string>] => {
      if (value === 'unreadable') throw new CredentialsUnreadableError();
      return [field, value];
    });
    const opened = Object.fromEntries(credentials);
    return { tenantId, integrationId: id, vendor: vendor.id, credentials: opened, config: integration.config };
  }
}
