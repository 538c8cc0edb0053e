import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** Names for messages. */
export interface IntegrationNames {
  readonly tenantName: string;
  readonly integrationName: string;
  readonly vendorName: string;
}

/** Who is who, as the other contexts know it. */
export interface AlertDirectory {
  /** E-mails of the tenant's active ADMIN and SUPER_ADMIN users. */
  administrators(tenantId: TenantId): Promise<readonly string[]>;
  /** Undefined when the integration is gone. */
  names(tenantId: TenantId, integrationId: IntegrationId): Promise<IntegrationNames | undefined>;
}
