import type { IntegrationRepository } from '../../../application/integrations/ports/integration-repository.js';
import { IntegrationExistsError, StaleVersionError } from '../../../domain/integrations/errors.js';
import type { Integration, IntegrationConfig } from '../../../domain/integrations/integration.js';
import type { IntegrationType } from '../../../domain/integrations/vendor-description.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import { endIncident } from '../alerts/end-incident.js';
import type { SqlScope } from '../database.js';
import { isUniqueViolation } from '../postgres-error.js';

export interface IntegrationRow {
  id: string;
  tenant_id: string;
  vendor: string;
  integration_type: string;
  display_name: string;
  enabled: boolean;
  condition: string;
  config: IntegrationConfig;
  sync_interval_seconds: number;
  next_sync_at: Date;
  last_sync_at: Date | null;
  last_success_at: Date | null;
  last_error_at: Date | null;
  last_error_message: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export class KnexIntegrationRepository implements IntegrationRepository {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId, id: IntegrationId): Promise<Integration | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const row = await sql<IntegrationRow>('integration').where({ tenant_id: tenantId, id, deleted_at: null }).first();
      return row && toIntegration(row);
    });
  }

  list(tenantId: TenantId, { limit, offset }: PageRequest): Promise<Page<Integration>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const mine = sql<IntegrationRow>('integration').where({ tenant_id: tenantId, deleted_at: null });
      const rows = await mine.clone().orderBy(['created_at', 'id']).limit(limit).offset(offset);
      const counted = await mine.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toIntegration), total: counted[0]?.total ?? 0 };
    });
  }

  listEnabled(tenantId: TenantId, type: IntegrationType): Promise<readonly Integration[]> {
    return this.scope.tenant(tenantId, async (sql) => {
      const wanted = { tenant_id: tenantId, integration_type: type, enabled: true, deleted_at: null };
      return (await sql<IntegrationRow>('integration').where(wanted).orderBy(['created_at', 'id'])).map(toIntegration);
    });
  }

  async add(integration: Integration): Promise<void> {
    const { contact, ...fields } = integration;
    await this.orExists(
      this.scope.tenant(integration.tenantId, (sql) =>
        sql('integration').insert({
          id: fields.id,
          tenant_id: fields.tenantId,
          vendor: fields.vendor,
          integration_type: fields.integrationType,
          condition: fields.condition,
          last_sync_at: contact.lastSyncAt ?? null,
          created_at: fields.createdAt,
          ...editableColumns(integration),
          version: fields.version,
          updated_at: fields.updatedAt,
        }),
      ),
    );
  }

  async save(integration: Integration): Promise<Integration> {
    const { id, tenantId, version } = integration;
    const rows = await this.orExists(
      this.scope.tenant(tenantId, async (sql) => {
        const saved = await sql<IntegrationRow>('integration')
          .where({ tenant_id: tenantId, id, version, deleted_at: null })
          .update({ ...editableColumns(integration), version: version + 1, updated_at: sql.fn.now() })
          .returning('*');
        if (saved.length > 0 && !integration.enabled) await endIncident(sql, tenantId, id);
        return saved;
      }),
    );
    if (rows[0] === undefined) throw new StaleVersionError();
    return toIntegration(rows[0]);
  }

  async remove(tenantId: TenantId, id: IntegrationId): Promise<void> {
    await this.scope.tenant(tenantId, async (sql) => {
      await endIncident(sql, tenantId, id);
      await sql('integration').where({ tenant_id: tenantId, id }).update({ enabled: false, deleted_at: sql.fn.now() });
    });
  }

  private async orExists<Result>(writing: Promise<Result>): Promise<Result> {
    try {
      return await writing;
    } catch (error) {
      if (isUniqueViolation(error, 'integration_one_enabled')) throw new IntegrationExistsError();
      throw error;
    }
  }
}

function editableColumns(integration: Integration): Record<string, string | number | boolean | Date> {
  return {
    display_name: integration.displayName,
    enabled: integration.enabled,
    config: JSON.stringify(integration.config),
    sync_interval_seconds: integration.syncIntervalSeconds,
    next_sync_at: integration.nextSyncAt,
  };
}

function toIntegration(row: IntegrationRow): Integration {
  return {
    id: toIntegrationId(row.id),
    tenantId: toTenantId(row.tenant_id),
    vendor: row.vendor,
    integrationType: row.integration_type as IntegrationType,
    displayName: row.display_name,
    enabled: row.enabled,
    condition: row.condition as Integration['condition'],
    config: row.config,
    syncIntervalSeconds: row.sync_interval_seconds,
    nextSyncAt: row.next_sync_at,
    contact: {
      lastSyncAt: row.last_sync_at ?? undefined,
      lastSuccessAt: row.last_success_at ?? undefined,
      lastErrorAt: row.last_error_at ?? undefined,
      lastErrorMessage: row.last_error_message ?? undefined,
    },
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
