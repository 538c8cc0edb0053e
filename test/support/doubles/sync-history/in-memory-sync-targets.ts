import type { SyncTargets } from '../../../../src/application/sync-history/ports/sync-targets.js';
import { IntegrationDisabledError, IntegrationNotFoundError } from '../../../../src/domain/integrations/errors.js';
import { isSynced } from '../../../../src/domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { SyncNotSupportedError } from '../../../../src/domain/sync-history/errors.js';
import type { SyncType } from '../../../../src/domain/sync-history/sync-run.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

export class InMemorySyncTargets implements SyncTargets {
  constructor(private readonly state: FleetState) {}

  async get(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncType> {
    const integration = this.state.integration(tenantId, integrationId);
    if (integration === undefined || integration.deleted) throw new IntegrationNotFoundError();
    if (!isSynced(integration.integrationType)) throw new SyncNotSupportedError();
    if (!integration.enabled) throw new IntegrationDisabledError();
    if (integration.integrationType === 'HOS_ELD') return 'hos';
    return integration.integrationType === 'TMS' ? 'loads' : 'pems_pull';
  }

  async requireKnown(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    if (this.state.integration(tenantId, integrationId) === undefined) throw new IntegrationNotFoundError();
  }
}
