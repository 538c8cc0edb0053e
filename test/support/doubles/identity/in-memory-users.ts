import type { UserRepository } from '../../../../src/application/identity/ports/user-repository.js';
import { EmailTakenError } from '../../../../src/domain/identity/errors.js';
import type { User } from '../../../../src/domain/identity/user.js';
import type { TenantId, UserId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import { byAge, pageOf } from '../memory-page.js';
import type { IdentityTables } from './identity-tables.js';

/** Removing a user ends their sessions, like the foreign key in the database. */
export class InMemoryUsers implements UserRepository {
  constructor(
    private readonly tables: Pick<IdentityTables, 'users' | 'sessions'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async find(tenantId: TenantId, userId: UserId): Promise<User | undefined> {
    this.scope.tenant(tenantId);
    const user = this.tables.users.get(userId);
    return user?.tenantId === tenantId ? user : undefined;
  }

  async findByEmail(email: string): Promise<User | undefined> {
    this.scope.system();
    return this.withEmail(email);
  }

  async list(tenantId: TenantId, page: PageRequest): Promise<Page<User>> {
    this.scope.tenant(tenantId);
    return pageOf(this.tables.users.rows().filter((user) => user.tenantId === tenantId).sort(byAge), page);
  }

  async count(): Promise<number> {
    this.scope.system();
    return this.tables.users.rows().length;
  }

  async add(user: User): Promise<void> {
    this.scope.tenant(user.tenantId);
    if (this.withEmail(user.email) !== undefined) throw new EmailTakenError();
    this.tables.users.set(user.id, user);
  }

  async save(user: User): Promise<void> {
    if ((await this.find(user.tenantId, user.id)) !== undefined) this.tables.users.set(user.id, user);
  }

  async remove(tenantId: TenantId, userId: UserId): Promise<void> {
    if ((await this.find(tenantId, userId)) === undefined) return;
    this.tables.users.delete(userId);
    for (const [key, session] of this.tables.sessions.entries()) {
      if (session.userId === userId) this.tables.sessions.delete(key);
    }
  }

  private withEmail(email: string): User | undefined {
    return this.tables.users.rows().find((user) => user.email.toLowerCase() === email.toLowerCase());
  }
}
