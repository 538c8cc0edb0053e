import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** One tenant's account at a vendor. */
export interface WebhookAccount {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** What other contexts do when a vendor says that something has changed. Doing it twice does no harm. */
export interface WebhookEffects {
  /**
   * Reads a driver's hours from the vendor, however young the stored ones are; hours read on the way before this was asked
   * do not count. Nothing is read for a driver we do not know. Throws `VendorError`.
   */
  refreshHours(account: WebhookAccount, externalDriverId: string): Promise<'refreshed' | 'unknown-driver'>;
  /** Starts a sync, or leaves it to the one that is going on; does not wait for it. */
  startSync(account: WebhookAccount): Promise<void>;
}
