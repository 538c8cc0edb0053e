import type { VendorContacts } from '../../../../src/application/shared/vendor-contacts.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { VendorError } from '../../../../src/domain/shared/vendor-error.js';

/** Keeps what was recorded: `<integration> ok`, or `<integration> <kind of the failure>`. */
export class RecordedContacts implements VendorContacts {
  readonly recorded: string[] = [];
  /** Set to make the record fail, as while the database is away. */
  broken: Error | undefined;

  async succeeded(_tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    this.record(`${integrationId} ok`);
  }

  async failed(_tenantId: TenantId, integrationId: IntegrationId, error: VendorError): Promise<void> {
    this.record(`${integrationId} ${error.kind}`);
  }

  private record(line: string): void {
    if (this.broken !== undefined) throw this.broken;
    this.recorded.push(line);
  }
}
