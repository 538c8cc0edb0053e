import type { AuditQueries } from '../../../src/application/identity/ports/audit-queries.js';
import type { IdentityRepositories } from '../../../src/application/identity/ports/identity-repositories.js';
import type { UnitOfWork } from '../../../src/application/shared/unit-of-work.js';
import type { Tenant } from '../../../src/domain/identity/tenant.js';
import type { User } from '../../../src/domain/identity/user.js';
import { someTenant, someUser } from '../../support/doubles/identity/people.js';
import { openedOnce } from '../opened-once.js';

/** The repositories of this context, empty at first. A suite opens them once; its tests use tenants of their own. */
export interface OpenIdentity {
  /** Each call a transaction of its own. */
  readonly repositories: IdentityRepositories & { readonly audit: AuditQueries };
  readonly work: UnitOfWork<IdentityRepositories>;
  close(): Promise<void>;
}

export type OpensIdentity = () => Promise<OpenIdentity>;

/** Opens before the tests of a suite and closes after them. */
export const useIdentity = (open: OpensIdentity): (() => OpenIdentity) => openedOnce(open);

export async function addTenant({ repositories }: OpenIdentity, fields: Partial<Tenant> = {}): Promise<Tenant> {
  const tenant = someTenant(fields);
  await repositories.tenants.add(tenant);
  return tenant;
}

export async function addUser({ repositories }: OpenIdentity, tenant: Tenant, fields: Partial<User> = {}): Promise<User> {
  const user = someUser(tenant.id, fields);
  await repositories.users.add(user);
  return user;
}
