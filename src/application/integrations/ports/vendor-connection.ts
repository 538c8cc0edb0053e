import type { VendorId } from '../../../domain/integrations/vendor-description.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';

/** What it takes to talk to a vendor for a tenant. */
export interface VendorConnection {
  readonly tenantId: TenantId;
  /** Undefined while unsaved credentials are tried. */
  readonly integrationId: IntegrationId | undefined;
  readonly vendor: VendorId;
  readonly credentials: Readonly<Record<string, Secret<string>>>;
  readonly config: Readonly<Record<string, unknown>>;
}
