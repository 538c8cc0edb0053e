import type { DriverLinks } from '../../../../src/application/fleet-data/ports/driver-links.js';
import type { DriverLink } from '../../../../src/domain/fleet-data/driver.js';
import { IntegrationNotFoundError } from '../../../../src/domain/integrations/errors.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryDriverLinks implements DriverLinks {
  constructor(private readonly state: FleetState) {}

  async check(tenantId: TenantId, { integrationId }: DriverLink): Promise<void> {
    const integration = this.state.integration(tenantId, integrationId);
    if (integration?.integrationType !== 'HOS_ELD' || integration.deleted) throw new IntegrationNotFoundError();
  }
}
