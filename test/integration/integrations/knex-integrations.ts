import type { OpenIntegrations } from '../../contracts/integrations/open-integrations.js';
import type { IntegrationRepositories } from '../../../src/application/integrations/ports/integration-repositories.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import type { Database, SqlScope } from '../../../src/infrastructure/persistence/database.js';
import { KnexAuditLog } from '../../../src/infrastructure/persistence/identity/knex-audit-log.js';
import { KnexTenantRepository } from '../../../src/infrastructure/persistence/identity/knex-tenant-repository.js';
import { KnexCredentialStore } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { KnexIntegrationContacts } from '../../../src/infrastructure/persistence/integrations/knex-integration-contacts.js';
import { KnexIntegrationRepository } from '../../../src/infrastructure/persistence/integrations/knex-integration-repository.js';
import { KnexUnitOfWork } from '../../../src/infrastructure/persistence/knex-unit-of-work.js';
import { CredentialCipher } from '../../../src/infrastructure/security/credential-cipher.js';
import { keyRingOf } from '../../../src/infrastructure/security/key-ring.js';
import type { EncryptionKey } from '../../../src/infrastructure/security/key-ring.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

export const OLD_KEY: EncryptionKey = { id: 'k1', key: new Secret(Buffer.alloc(32, 1)) };
export const NEW_KEY: EncryptionKey = { id: 'k2', key: new Secret(Buffer.alloc(32, 2)) };

/** Seals with the old key and opens both. */
export const BEFORE_ROTATION = new CredentialCipher(keyRingOf([OLD_KEY, NEW_KEY]));
/** Seals with the new key and opens both. */
export const DURING_ROTATION = new CredentialCipher(keyRingOf([NEW_KEY, OLD_KEY]));
/** Knows the new key alone. */
export const AFTER_ROTATION = new CredentialCipher(keyRingOf([NEW_KEY]));

/** The repositories on a database, and the database itself for looking behind them. */
export interface KnexIntegrations extends OpenIntegrations, Pick<TestDatabase, 'database' | 'ownerUrl'> {}

export async function openKnexIntegrations(): Promise<KnexIntegrations> {
  const { database, ownerUrl, close } = await openTestDatabase();
  const repositoriesOf = (scope: SqlScope): IntegrationRepositories => ({
    integrations: new KnexIntegrationRepository(scope),
    credentials: new KnexCredentialStore(scope, BEFORE_ROTATION),
    audit: new KnexAuditLog(scope),
  });
  return {
    database,
    ownerUrl,
    repositories: repositoriesOf(database),
    contacts: new KnexIntegrationContacts(database),
    work: new KnexUnitOfWork(database, repositoriesOf),
    tenant: async () => {
      const tenant = someTenant();
      await new KnexTenantRepository(database).add(tenant);
      return tenant.id;
    },
    damage: (tenantId, id, field) => breakEnvelope(database, [tenantId, id, field]),
    close,
  };
}

async function breakEnvelope(database: Database, place: readonly [tenantId: string, integrationId: string, field: string]): Promise<void> {
  await database.system((sql) =>
    sql.raw("update integration_credential set envelope = 'v1.lost.' || envelope where (tenant_id, integration_id, field) = (?, ?, ?)", [...place]),
  );
}
