import type { Knex } from 'knex';
import type { CredentialStore, StoredCredential } from '../../../application/integrations/ports/credential-store.js';
import { toIntegrationId } from '../../../domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';
import type { CredentialCipher } from '../../security/credential-cipher.js';
import type { SqlScope } from '../database.js';

export interface CredentialRow {
  integration_id: string;
  tenant_id: string;
  field: string;
  envelope: string;
}

type Credentials = Record<string, StoredCredential>;

export class KnexCredentialStore implements CredentialStore {
  constructor(
    private readonly scope: SqlScope,
    private readonly cipher: CredentialCipher,
  ) {}

  async load(tenantId: TenantId, id: IntegrationId): Promise<Credentials> {
    return (await this.loadAll(tenantId, [id])).get(id) ?? {};
  }

  loadAll(tenantId: TenantId, ids: readonly IntegrationId[]): Promise<ReadonlyMap<IntegrationId, Credentials>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql<CredentialRow>('integration_credential')
        .where('tenant_id', tenantId)
        .whereIn('integration_id', [...ids])
        .orderBy('field');
      const byIntegration = new Map<IntegrationId, Credentials>();
      for (const row of rows) {
        const id = toIntegrationId(row.integration_id);
        const opened = this.cipher.open(row.envelope, { tenantId, integrationId: id, field: row.field });
        byIntegration.set(id, { ...byIntegration.get(id), [row.field]: opened ?? 'unreadable' });
      }
      return byIntegration;
    });
  }

  async save(tenantId: TenantId, id: IntegrationId, values: Readonly<Record<string, Secret<string>>>): Promise<void> {
    const rows = Object.entries(values).map(([field, value]) => ({
      tenant_id: tenantId,
      integration_id: id,
      field,
      envelope: this.cipher.seal(value, { tenantId, integrationId: id, field }),
    }));
    await this.scope.tenant(tenantId, async (sql) => {
      await eraseAll(sql, tenantId, id);
      if (rows.length > 0) await sql('integration_credential').insert(rows);
    });
  }

  async erase(tenantId: TenantId, id: IntegrationId): Promise<void> {
    await this.scope.tenant(tenantId, (sql) => eraseAll(sql, tenantId, id));
  }
}

async function eraseAll(sql: Knex, tenantId: TenantId, id: IntegrationId): Promise<void> {
  await sql('integration_credential').where({ tenant_id: tenantId, integration_id: id }).delete();
}
