import { LRUCache } from 'lru-cache';
import type { AccountStandings } from '../../../application/identity/ports/account-standings.js';
import type { Principal } from '../../../domain/identity/principal.js';
import type { UserId } from '../../../domain/shared/identifiers.js';
import type { Database } from '../database.js';
import { isDatabaseAway } from '../postgres-error.js';

const STANDING = `
  select t.is_active
     and case when u.id is null then cast(:foreignUsers as boolean) else u.is_active and u.tenant_id = t.id end
     and (cast(:sessionId as uuid) is null or exists (select from user_session s
          where s.id = cast(:sessionId as uuid) and s.user_id = u.id and s.revoked_at is null
            and s.expires_at > clock_timestamp())) as good
  from tenant t left join app_user u on cast(u.id as text) = :userId
  where t.id = :tenantId`;

const CACHED_MS = 10_000;

/** Looks a token's account up at most every ten seconds per replica. */
export class KnexAccountStandings implements AccountStandings {
  readonly #known: LRUCache<string, boolean, Principal>;
  readonly #keysOf: LRUCache<UserId, Set<string>>;

  /** `foreignUsers`: tokens come from an identity provider, so their users need not be ours. */
  constructor(
    private readonly database: Database,
    private readonly foreignUsers: boolean,
    stopwatch: { now(): number } = performance,
  ) {
    const limits = { max: 20_000, ttl: CACHED_MS, perf: stopwatch };
    this.#known = new LRUCache({ ...limits, fetchMethod: (_key, _stale, { context }) => this.look(context) });
    this.#keysOf = new LRUCache(limits);
  }

  async isGood(principal: Principal): Promise<boolean> {
    const key = `${principal.tenantId} ${principal.sessionId ?? ''} ${principal.userId}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const keys = this.#keysOf.get(principal.userId) ?? new Set();
    this.#keysOf.set(principal.userId, keys.add(key));
    try {
      return (await this.#known.fetch(key, { context: principal })) ?? false;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      // `forget` ended the look-up: what it read may be from before the change.
      return this.look(principal);
    }
  }

  forget({ userId }: Pick<Principal, 'userId'>): void {
    for (const key of this.#keysOf.get(userId) ?? []) this.#known.delete(key);
    this.#keysOf.delete(userId);
  }

  private look({ tenantId, userId, sessionId }: Principal): Promise<boolean> {
    return this.database.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: { good: boolean }[] }>(STANDING, {
        tenantId,
        userId,
        sessionId: sessionId ?? null,
        foreignUsers: this.foreignUsers,
      });
      return rows[0]?.good ?? false;
    });
  }
}
