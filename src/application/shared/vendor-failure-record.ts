import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { VendorError } from '../../domain/shared/vendor-error.js';
import type { Logger } from './logger.js';
import type { VendorContacts } from './vendor-contacts.js';

/** Names of log events. */
export interface FailureEvents {
  /** The vendor did not answer as it should. */
  readonly failed: string;
  /** The failure could not be stored at the integration. */
  readonly unrecorded: string;
}

/** Remembers failures of reads that somebody waits for: in the log and at the integration. */
export class VendorFailureRecord {
  constructor(
    private readonly contacts: VendorContacts,
    private readonly logger: Logger,
    private readonly events: FailureEvents,
  ) {}

  /** Never throws: what the vendor said matters more to the reader than the record of it. */
  async add(tenantId: TenantId, integrationId: IntegrationId, error: VendorError): Promise<void> {
    const { kind, operation, httpStatus, refusedBy } = error;
    // Our own refusal says nothing new about the vendor.
    if (refusedBy !== undefined) return;
    this.logger.warn(this.events.failed, { tenantId, integrationId, kind, operation, httpStatus });
    try {
      await this.contacts.failed(tenantId, integrationId, error);
    } catch (unrecorded) {
      this.logger.warn(this.events.unrecorded, { tenantId, integrationId, error: unrecorded });
    }
  }
}
