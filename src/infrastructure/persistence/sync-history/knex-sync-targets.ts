import type { SyncTargets } from '../../../application/sync-history/ports/sync-targets.js';
import { IntegrationDisabledError, IntegrationNotFoundError } from '../../../domain/integrations/errors.js';
import { isSynced } from '../../../domain/integrations/integration.js';
import { INTEGRATION_TYPES } from '../../../domain/integrations/vendor-description.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import { SyncNotSupportedError } from '../../../domain/sync-history/errors.js';
import type { SyncType } from '../../../domain/sync-history/sync-run.js';
import type { SqlScope } from '../database.js';
import type { IntegrationRow } from '../integrations/knex-integration-repository.js';
import { syncTypeOf } from './sync-type-of.js';

const SYNCED: readonly string[] = INTEGRATION_TYPES.filter(isSynced);

export class KnexSyncTargets implements SyncTargets {
  constructor(private readonly scope: SqlScope) {}

  async get(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncType> {
    const row = await this.find(tenantId, integrationId);
    if (row?.deleted_at !== null) throw new IntegrationNotFoundError();
    if (!SYNCED.includes(row.integration_type)) throw new SyncNotSupportedError();
    if (!row.enabled) throw new IntegrationDisabledError();
    return syncTypeOf(row.integration_type);
  }

  async requireKnown(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    if ((await this.find(tenantId, integrationId)) === undefined) throw new IntegrationNotFoundError();
  }

  private find(tenantId: TenantId, id: IntegrationId): Promise<IntegrationRow | undefined> {
    return this.scope.tenant(tenantId, (sql) => sql<IntegrationRow>('integration').where({ tenant_id: tenantId, id }).first());
  }
}
