import { UserNotFoundError } from '../../domain/identity/errors.js';
import { checkUserRemoval } from '../../domain/identity/user.js';
import type { UserActor } from '../../domain/identity/user.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AccountStandings } from './ports/account-standings.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';

/** Removes a person. What they did stays in the audit log. */
export class DeleteUser {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly standings: AccountStandings,
  ) {}

  /** Throws `UserNotFoundError`, `ForbiddenError`, `OwnAccountError`. */
  async execute(actor: UserActor, tenantId: TenantId, userId: UserId): Promise<void> {
    await this.work.run(tenantId, async ({ users, audit }) => {
      const user = await users.find(tenantId, userId);
      if (user === undefined) throw new UserNotFoundError();
      checkUserRemoval(user, actor);
      await users.remove(tenantId, userId);
      await audit.append(tenantId, {
        action: 'user.deleted',
        actorId: actor.userId,
        subjectType: 'user',
        subjectId: userId,
        detail: { email: user.email },
      });
    });
    this.standings.forget({ userId });
  }
}
