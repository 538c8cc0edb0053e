import type { User } from '../../domain/identity/user.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { UserRepository } from './ports/user-repository.js';

/** The people of a tenant. */
export class ListUsers {
  constructor(private readonly users: UserRepository) {}

  execute(tenantId: TenantId, page: PageRequest): Promise<Page<User>> {
    return this.users.list(tenantId, page);
  }
}
