import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** One tenant's account at a vendor. */
export interface WebhookAccount {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** What other contexts do when a vendor says that something has changed. Doing it twice does no harm. */
export interface WebhookEffects {
  /**
   * Reads a driver's hours from the vendor, however young the stored ones are; a read that was under way before this call
   * does not count. Nothing is read for a driver we do not know. Throws `VendorError`.
   */
  refreshHours(account: WebhookAccount, externalDriverId: string): Promise<'refreshed' | 'unknown-driver'>;
  /**
   * Starts a sync and does not wait for it. `covered`: one that began after `toldAt` reads the same. `wait`: one that began
   * before is going on and may have read too early, so call again later.
   */
  startSync(account: WebhookAccount, toldAt: Date): Promise<'started' | 'covered' | 'wait'>;
}
