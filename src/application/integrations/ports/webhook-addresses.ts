import type { VendorId } from '../../../domain/integrations/vendor-description.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** Whose integration a webhook address names. */
export interface WebhookAddress {
  readonly tenantId: TenantId;
  readonly vendor: VendorId;
}

/** The one look-up over all tenants that a request without a token may cause. */
export interface WebhookAddresses {
  /** Undefined unless it is an enabled integration of an active tenant. */
  find(id: IntegrationId): Promise<WebhookAddress | undefined>;
}
