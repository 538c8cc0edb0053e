import type { VendorContacts } from '../../../../src/application/shared/vendor-contacts.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { VendorError } from '../../../../src/domain/shared/vendor-error.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

export class InMemoryVendorContacts implements VendorContacts {
  /** How often each was recorded. */
  readonly recorded = { succeeded: 0, failed: 0 };

  constructor(private readonly state: FleetState) {}

  async succeeded(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    this.recorded.succeeded += 1;
    if (this.state.integration(tenantId, integrationId) === undefined) return;
    this.state.changeIntegration(integrationId, { condition: 'reached', lastSuccessAt: this.state.clock.now() });
  }

  async failed(tenantId: TenantId, integrationId: IntegrationId, error: VendorError): Promise<void> {
    this.recorded.failed += 1;
    if (this.state.integration(tenantId, integrationId) === undefined) return;
    const change = { condition: 'failing', lastErrorAt: this.state.clock.now(), lastErrorMessage: error.message } as const;
    this.state.changeIntegration(integrationId, change);
  }
}
