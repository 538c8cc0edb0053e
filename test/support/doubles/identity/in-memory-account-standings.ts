import type { AccountStandings } from '../../../../src/application/identity/ports/account-standings.js';
import type { Clock } from '../../../../src/application/shared/clock.js';
import type { Principal } from '../../../../src/domain/identity/principal.js';
import type { IdentityTables } from './identity-tables.js';

const CACHED_MS = 10_000;

interface Known {
  readonly userId: string;
  readonly good: boolean;
  readonly until: number;
}

export class InMemoryAccountStandings implements AccountStandings {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly tables: Pick<IdentityTables, 'tenants' | 'users' | 'sessions'>,
    private readonly clock: Clock,
    private readonly foreignUsers = false,
  ) {}

  async isGood(principal: Principal): Promise<boolean> {
    const { tenantId, userId, sessionId } = principal;
    const key = [tenantId, userId, sessionId].join(' ');
    const known = this.#known.get(key);
    const now = this.clock.now().getTime();
    if (known !== undefined && now <= known.until) return known.good;
    const good = this.look(principal);
    this.#known.set(key, { userId, good, until: now + CACHED_MS });
    return good;
  }

  forget({ userId }: Pick<Principal, 'userId'>): void {
    for (const [key, known] of this.#known) if (known.userId === userId) this.#known.delete(key);
  }

  private look({ tenantId, userId, sessionId }: Principal): boolean {
    const user = this.tables.users.get(userId);
    const userGood = user === undefined ? this.foreignUsers : user.isActive && user.tenantId === tenantId;
    return this.tables.tenants.get(tenantId)?.isActive === true && userGood && this.sessionGood(userId, sessionId);
  }

  private sessionGood(userId: string, sessionId: string | undefined): boolean {
    if (sessionId === undefined) return true;
    const session = this.tables.sessions.get(sessionId);
    return session?.userId === userId && !session.revoked && session.expiresAt > this.clock.now();
  }
}
