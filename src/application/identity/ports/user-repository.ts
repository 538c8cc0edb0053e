import type { User } from '../../../domain/identity/user.js';
import type { TenantId, UserId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';

export interface UserRepository {
  find(tenantId: TenantId, userId: UserId): Promise<User | undefined>;
  /** E-mails are unique over all tenants; the case does not matter. Needs a system scope. */
  findByEmail(email: string): Promise<User | undefined>;
  /** Oldest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<User>>;
  /** How many users there are in all tenants. Needs a system scope. */
  count(): Promise<number>;
  /** Throws `EmailTakenError`. */
  add(user: User): Promise<void>;
  save(user: User): Promise<void>;
  remove(tenantId: TenantId, userId: UserId): Promise<void>;
}
