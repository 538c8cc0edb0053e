import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Logger } from '../shared/logger.js';
import type { VendorContacts } from '../shared/vendor-contacts.js';

export interface FetchFrom {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** Fetches from a vendor on demand and remembers for the integration how that went, as a sync would. */
export class RecordedFetch {
  constructor(
    private readonly contacts: VendorContacts,
    private readonly logger: Logger,
  ) {}

  /** Settles as `fetch` does, whether or not the contact could be recorded. */
  async run<Value>(from: FetchFrom, fetch: () => Promise<Value>): Promise<Value> {
    try {
      const value = await fetch();
      await this.record(from, () => this.contacts.succeeded(from.tenantId, from.integrationId));
      return value;
    } catch (error) {
      if (error instanceof VendorError) await this.failed(from, error);
      // Perhaps nobody waits for this fetch any more.
      else this.logger.warn('fleet-data.fetch-broken', { ...from, error });
      throw error;
    }
  }

  private async failed(from: FetchFrom, error: VendorError): Promise<void> {
    const { kind, operation, httpStatus, refusedBy } = error;
    // Our own refusal says nothing new about the vendor.
    if (refusedBy !== undefined) return;
    this.logger.warn('fleet-data.fetch-failed', { ...from, kind, operation, httpStatus });
    await this.record(from, () => this.contacts.failed(from.tenantId, from.integrationId, error));
  }

  /** What the vendor said matters more to the reader than the record of it. */
  private async record(from: FetchFrom, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.logger.warn('fleet-data.contact-not-recorded', { ...from, error });
    }
  }
}
