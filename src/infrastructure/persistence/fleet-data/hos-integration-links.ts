import type { DriverLinks } from '../../../application/fleet-data/ports/driver-links.js';
import type { IntegrationRepository } from '../../../application/integrations/ports/integration-repository.js';
import type { DriverLink } from '../../../domain/fleet-data/driver.js';
import { IntegrationNotFoundError } from '../../../domain/integrations/errors.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';

export class HosIntegrationLinks implements DriverLinks {
  constructor(private readonly integrations: IntegrationRepository) {}

  async check(tenantId: TenantId, { integrationId }: DriverLink): Promise<void> {
    const integration = await this.integrations.find(tenantId, integrationId);
    if (integration?.integrationType !== 'HOS_ELD') throw new IntegrationNotFoundError();
  }
}
