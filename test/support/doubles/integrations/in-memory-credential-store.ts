import type { CredentialStore, StoredCredential } from '../../../../src/application/integrations/ports/credential-store.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Secret } from '../../../../src/domain/shared/secret.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { CredentialRow, IntegrationTables } from './integration-tables.js';

type Credentials = Readonly<Record<string, StoredCredential>>;

export class InMemoryCredentialStore implements CredentialStore {
  constructor(
    private readonly tables: Pick<IntegrationTables, 'credentials' | 'activeKey'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async load(tenantId: TenantId, id: IntegrationId): Promise<Credentials> {
    this.scope.tenant(tenantId);
    const mine = this.of(tenantId, id).sort((a, b) => a.field.localeCompare(b.field));
    return Object.fromEntries(mine.map(({ field, value, keyId }) => [field, keyId === 'lost' ? 'unreadable' : value]));
  }

  async loadAll(tenantId: TenantId, ids: readonly IntegrationId[]): Promise<ReadonlyMap<IntegrationId, Credentials>> {
    const loaded = await Promise.all(ids.map(async (id): Promise<[IntegrationId, Credentials]> => [id, await this.load(tenantId, id)]));
    return new Map(loaded.filter(([, values]) => Object.keys(values).length > 0));
  }

  async save(tenantId: TenantId, id: IntegrationId, values: Readonly<Record<string, Secret<string>>>): Promise<void> {
    await this.erase(tenantId, id);
    for (const [field, value] of Object.entries(values)) {
      const row = { tenantId, integrationId: id, field, value, keyId: this.tables.activeKey };
      this.tables.credentials.set(`${id}/${field}`, row);
    }
  }

  async erase(tenantId: TenantId, id: IntegrationId): Promise<void> {
    this.scope.tenant(tenantId);
    for (const { field } of this.of(tenantId, id)) this.tables.credentials.delete(`${id}/${field}`);
  }

  private of(tenantId: TenantId, id: IntegrationId): CredentialRow[] {
    return this.tables.credentials.rows().filter((row) => row.tenantId === tenantId && row.integrationId === id);
  }
}
