import { toTenantId, toUserId } from '../../domain/shared/identifiers.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { PasswordHasher } from './ports/password-hasher.js';

/** Makes the first SUPER_ADMIN in a tenant `Default`, once: only while there is no user at all. */
export class BootstrapAdmin {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly passwords: PasswordHasher,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Whether the admin was made. */
  async execute(email: string, password: Secret<string>): Promise<boolean> {
    if ((await this.work.runAsSystem(({ users }) => users.count())) > 0) return false;
    const passwordHash = await this.passwords.hash(password);
    const tenantId = toTenantId(this.ids.next());
    const userId = toUserId(this.ids.next());
    const createdAt = this.clock.now();
    return this.work.runAsSystem(async ({ tenants, users, audit }) => {
      if ((await users.count()) > 0) return false;
      await tenants.add({ id: tenantId, name: 'Default', isActive: true, createdAt });
      await users.add({
        id: userId,
        tenantId,
        email: email.toLowerCase(),
        name: undefined,
        passwordHash,
        role: 'SUPER_ADMIN',
        permissions: [],
        driverId: undefined,
        isActive: true,
        createdAt,
      });
      const subject = { subjectType: 'user', subjectId: userId };
      await audit.append(tenantId, { action: 'user.bootstrapped', actorId: userId, ...subject, detail: { email } });
      return true;
    });
  }
}
