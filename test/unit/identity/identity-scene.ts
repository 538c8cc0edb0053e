import type { User } from '../../../src/domain/identity/user.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { CountingSecrets } from '../../support/doubles/identity/counting-secrets.js';
import { IdentityTables } from '../../support/doubles/identity/identity-tables.js';
import { InMemoryAccountStandings } from '../../support/doubles/identity/in-memory-account-standings.js';
import { InMemoryRequestLimiter } from '../../support/doubles/identity/in-memory-request-limiter.js';
import { someTenant, someUser } from '../../support/doubles/identity/people.js';
import { ReadableTokens } from '../../support/doubles/identity/readable-tokens.js';
import { SaltedPasswordHasher } from '../../support/doubles/identity/salted-password-hasher.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { StartSession } from '../../../src/application/identity/start-session.js';

export const PASSWORD = new Secret('correct horse battery');

/** Everything the use cases of this context need, in memory, with a tenant `home`. */
export class IdentityScene {
  readonly clock = new ManualClock();
  readonly ids = new CountingIds();
  readonly tables = new IdentityTables();
  readonly work = this.tables.unitOfWork();
  readonly repositories = this.tables.repositories(OWN_TRANSACTIONS);
  readonly passwords = new SaltedPasswordHasher();
  readonly secrets = new CountingSecrets();
  readonly tokens = new ReadableTokens(this.clock);
  readonly limiter = new InMemoryRequestLimiter(this.clock);
  readonly standings = new InMemoryAccountStandings(this.tables, this.clock);
  readonly startSession = new StartSession(this.repositories.sessions, this.tokens, this.secrets, this.ids, this.clock);
  readonly home = someTenant({ name: 'Home' });

  constructor() {
    this.tables.tenants.set(this.home.id, this.home);
  }

  /** A person of `home` whose password is `PASSWORD`. */
  async addUser(fields: Partial<User> = {}): Promise<User> {
    const user = someUser(this.home.id, { passwordHash: await this.passwords.hash(PASSWORD), ...fields });
    this.tables.users.set(user.id, user);
    return user;
  }

  /** What was written to the audit log, oldest first. */
  get audited(): string[] {
    return this.tables.audit.rows().map(({ action }) => action);
  }
}
