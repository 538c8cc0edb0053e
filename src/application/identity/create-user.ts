import { mayGrant } from '../../domain/identity/access.js';
import { ForbiddenError } from '../../domain/identity/errors.js';
import type { Permission, Role } from '../../domain/identity/role.js';
import type { User, UserActor } from '../../domain/identity/user.js';
import { toUserId } from '../../domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { PasswordHasher } from './ports/password-hasher.js';

export interface CreateUserInput {
  readonly actor: UserActor;
  readonly tenantId: TenantId;
  readonly email: string;
  readonly name: string | undefined;
  readonly password: Secret<string>;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly driverId: DriverId | undefined;
}

/** Adds a person to a tenant. */
export class CreateUser {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly passwords: PasswordHasher,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Throws `ForbiddenError` for a role above the actor's and `EmailTakenError`. */
  async execute({ actor, password, ...fields }: CreateUserInput): Promise<User> {
    if (!mayGrant(actor.role, fields.role)) throw new ForbiddenError();
    const user: User = {
      ...fields,
      id: toUserId(this.ids.next()),
      email: fields.email.toLowerCase(),
      passwordHash: await this.passwords.hash(password),
      isActive: true,
      createdAt: this.clock.now(),
    };
    await this.work.run(user.tenantId, async ({ users, audit }) => {
      await users.add(user);
      await audit.append(user.tenantId, {
        action: 'user.created',
        actorId: actor.userId,
        subjectType: 'user',
        subjectId: user.id,
        detail: { email: user.email, role: user.role, permissions: user.permissions },
      });
    });
    return user;
  }
}
