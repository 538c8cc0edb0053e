import { UserNotFoundError, WrongPasswordError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { PasswordHasher } from './ports/password-hasher.js';

export interface ChangePasswordInput {
  readonly principal: Principal;
  readonly current: Secret<string>;
  readonly next: Secret<string>;
}

/** Sets a new password for the caller and ends their other sessions. */
export class ChangePassword {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly passwords: PasswordHasher,
  ) {}

  /** Throws `WrongPasswordError`, and `UserNotFoundError` for a user of a foreign identity provider. */
  async execute({ principal, current, next }: ChangePasswordInput): Promise<void> {
    const { tenantId, userId } = principal;
    const user = await this.work.run(tenantId, ({ users }) => users.find(tenantId, userId));
    if (user === undefined) throw new UserNotFoundError();
    if (!(await this.passwords.verify(current, user.passwordHash))) throw new WrongPasswordError();
    const passwordHash = await this.passwords.hash(next);
    await this.work.runAsSystem(async ({ users, sessions, audit }) => {
      const latest = await users.find(tenantId, userId);
      if (latest === undefined) throw new UserNotFoundError();
      await users.save({ ...latest, passwordHash });
      await sessions.revokeAllOf(userId, principal.sessionId);
      await audit.append(tenantId, {
        action: 'user.password-changed',
        actorId: userId,
        subjectType: 'user',
        subjectId: userId,
        detail: {},
      });
    });
  }
}
