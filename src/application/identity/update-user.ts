import { UserNotFoundError } from '../../domain/identity/errors.js';
import { changeUser, endsSessions } from '../../domain/identity/user.js';
import type { User, UserActor, UserChange } from '../../domain/identity/user.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AccountStandings } from './ports/account-standings.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { PasswordHasher } from './ports/password-hasher.js';

export interface UpdateUserInput {
  readonly actor: UserActor;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly change: Omit<UserChange, 'passwordHash'>;
  readonly password: Secret<string> | undefined;
}

/** Changes a person. When what their tokens say changes, their sessions end. */
export class UpdateUser {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly passwords: PasswordHasher,
    private readonly standings: AccountStandings,
  ) {}

  /** Throws `UserNotFoundError`, `ForbiddenError`, `OwnAccountError`. */
  async execute({ actor, tenantId, userId, change, password }: UpdateUserInput): Promise<User> {
    const full: UserChange =
      password === undefined ? change : { ...change, passwordHash: await this.passwords.hash(password) };
    const changed = await this.work.runAsSystem(async ({ users, sessions, audit }) => {
      const user = await users.find(tenantId, userId);
      if (user === undefined) throw new UserNotFoundError();
      const next = changeUser(user, full, actor);
      await users.save(next);
      if (endsSessions(full)) await sessions.revokeAllOf(userId);
      const fields = Object.keys(full).map((field) => (field === 'passwordHash' ? 'password' : field));
      await audit.append(tenantId, {
        action: 'user.changed',
        actorId: actor.userId,
        subjectType: 'user',
        subjectId: userId,
        detail: { fields, role: next.role, isActive: next.isActive },
      });
      return next;
    });
    this.standings.forget({ userId });
    return changed;
  }
}
