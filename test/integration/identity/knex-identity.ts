import type { OpenIdentity } from '../../contracts/identity/open-identity.js';
import type { IdentityRepositories } from '../../../src/application/identity/ports/identity-repositories.js';
import type { SqlScope } from '../../../src/infrastructure/persistence/database.js';
import { KnexAuditLog } from '../../../src/infrastructure/persistence/identity/knex-audit-log.js';
import { KnexSessionStore } from '../../../src/infrastructure/persistence/identity/knex-session-store.js';
import { KnexTenantRepository } from '../../../src/infrastructure/persistence/identity/knex-tenant-repository.js';
import { KnexUserRepository } from '../../../src/infrastructure/persistence/identity/knex-user-repository.js';
import { KnexUnitOfWork } from '../../../src/infrastructure/persistence/knex-unit-of-work.js';
import { openTestDatabase } from '../../support/test-database.js';

export function knexIdentity(scope: SqlScope): IdentityRepositories & { readonly audit: KnexAuditLog } {
  return {
    tenants: new KnexTenantRepository(scope),
    users: new KnexUserRepository(scope),
    sessions: new KnexSessionStore(scope),
    audit: new KnexAuditLog(scope),
  };
}

/** The repositories on a database of their own. */
export async function openKnexIdentity(): Promise<OpenIdentity> {
  const { database, close } = await openTestDatabase();
  return { repositories: knexIdentity(database), work: new KnexUnitOfWork(database, knexIdentity), close };
}
