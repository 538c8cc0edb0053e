import { createHash } from 'node:crypto';
import type { Session, SessionStore } from '../../../application/identity/ports/session-store.js';
import { toTenantId, toUserId } from '../../../domain/shared/identifiers.js';
import type { UserId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';
import type { SqlScope } from '../database.js';

interface SessionRow {
  id: string;
  tenant_id: string;
  user_id: string;
  refresh_digest: Buffer;
  /** Digests of the tokens before the present one; whoever presents one of them holds a copy. */
  used_digests: Buffer[];
  expires_at: Date;
  revoked_at: Date | null;
}

/** Keeps SHA-256 digests: the tokens are 256 random bits, so nothing slower is needed. */
export class KnexSessionStore implements SessionStore {
  constructor(private readonly scope: SqlScope) {}

  async add(session: Session, refreshToken: Secret<string>): Promise<void> {
    await this.scope.system((sql) =>
      sql('user_session').insert({
        id: session.id,
        tenant_id: session.tenantId,
        user_id: session.userId,
        refresh_digest: digest(refreshToken),
        expires_at: session.expiresAt,
      }),
    );
  }

  rotate(presented: Secret<string>, next: Secret<string>, now: Date): Promise<Session | undefined> {
    return this.scope.system(async (sql) => {
      const rows = await sql<SessionRow>('user_session')
        .where({ refresh_digest: digest(presented), revoked_at: null })
        .where('expires_at', '>', now)
        .update({ refresh_digest: digest(next), used_digests: sql.raw('used_digests || refresh_digest') })
        .returning('*');
      if (rows[0] !== undefined) return toSession(rows[0]);
      await sql<SessionRow>('user_session')
        .whereRaw('used_digests @> array[?]::bytea[]', [digest(presented)])
        .whereNull('revoked_at')
        .update({ revoked_at: now });
      return undefined;
    });
  }

  async revoke(sessionId: string): Promise<void> {
    await this.scope.system((sql) =>
      sql('user_session').where({ id: sessionId }).whereNull('revoked_at').update({ revoked_at: sql.fn.now() }),
    );
  }

  async revokeAllOf(userId: UserId, exceptSessionId?: string): Promise<void> {
    await this.scope.system(async (sql) => {
      const open = sql('user_session').where({ user_id: userId }).whereNull('revoked_at');
      if (exceptSessionId !== undefined) void open.whereNot({ id: exceptSessionId });
      await open.update({ revoked_at: sql.fn.now() });
    });
  }
}

function digest(token: Secret<string>): Buffer {
  return createHash('sha256').update(token.reveal()).digest();
}

function toSession(row: SessionRow): Session {
  return { id: row.id, tenantId: toTenantId(row.tenant_id), userId: toUserId(row.user_id), expiresAt: row.expires_at };
}
