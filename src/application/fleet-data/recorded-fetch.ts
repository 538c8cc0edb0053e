import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Logger } from '../shared/logger.js';
import type { VendorContacts } from '../shared/vendor-contacts.js';
import { VendorFailureRecord } from '../shared/vendor-failure-record.js';

const UNRECORDED = 'fleet-data.contact-not-recorded';

export interface FetchFrom {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** Fetches from a vendor on demand and remembers for the integration how that went, as a sync would. */
export class RecordedFetch {
  readonly #failures: VendorFailureRecord;

  constructor(
    private readonly contacts: VendorContacts,
    private readonly logger: Logger,
  ) {
    this.#failures = new VendorFailureRecord(contacts, logger, { failed: 'fleet-data.fetch-failed', unrecorded: UNRECORDED });
  }

  /** Settles as `fetch` does, whether or not the contact could be recorded. */
  async run<Value>({ tenantId, integrationId }: FetchFrom, fetch: () => Promise<Value>): Promise<Value> {
    try {
      const value = await fetch();
      await this.recordSuccess(tenantId, integrationId);
      return value;
    } catch (error) {
      if (error instanceof VendorError) await this.#failures.add(tenantId, integrationId, error);
      // Perhaps nobody waits for this fetch any more.
      else this.logger.warn('fleet-data.fetch-broken', { tenantId, integrationId, error });
      throw error;
    }
  }

  /** The answer matters more to the reader than the record of it. */
  private async recordSuccess(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    try {
      await this.contacts.succeeded(tenantId, integrationId);
    } catch (error) {
      this.logger.warn(UNRECORDED, { tenantId, integrationId, error });
    }
  }
}
