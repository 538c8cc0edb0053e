import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { VendorError } from '../../domain/shared/vendor-error.js';

/** Remembers how a live read went, as a sync would. */
export interface VendorContacts {
  succeeded(tenantId: TenantId, integrationId: IntegrationId): Promise<void>;
  failed(tenantId: TenantId, integrationId: IntegrationId, error: VendorError): Promise<void>;
}
