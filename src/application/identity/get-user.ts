import { UserNotFoundError } from '../../domain/identity/errors.js';
import type { User } from '../../domain/identity/user.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { UserRepository } from './ports/user-repository.js';

/** One person of a tenant. */
export class GetUser {
  constructor(private readonly users: UserRepository) {}

  /** Throws `UserNotFoundError`. */
  async execute(tenantId: TenantId, userId: UserId): Promise<User> {
    const user = await this.users.find(tenantId, userId);
    if (user === undefined) throw new UserNotFoundError();
    return user;
  }
}
