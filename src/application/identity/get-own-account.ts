import type { Principal } from '../../domain/identity/principal.js';
import type { User } from '../../domain/identity/user.js';
import type { UserRepository } from './ports/user-repository.js';

export interface OwnAccount {
  readonly principal: Principal;
  /** Undefined for users of a foreign identity provider. */
  readonly user: User | undefined;
}

/** Who the caller is. */
export class GetOwnAccount {
  constructor(private readonly users: UserRepository) {}

  async execute(principal: Principal): Promise<OwnAccount> {
    return { principal, user: await this.users.find(principal.tenantId, principal.userId) };
  }
}
