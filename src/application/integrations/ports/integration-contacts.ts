import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** The outcome of the last contact with a vendor, kept on the integration. */
export interface IntegrationContacts {
  recordSuccess(tenantId: TenantId, id: IntegrationId): Promise<void>;
  /** `message` is shown to the tenant's people. */
  recordFailure(tenantId: TenantId, id: IntegrationId, message: string): Promise<void>;
}
