import type { TenantId, UserId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';

export interface Session {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** The session ends here, however often it is refreshed. */
  readonly expiresAt: Date;
}

/** Sessions and their refresh tokens. Only digests of tokens are kept. Needs a system scope. */
export interface SessionStore {
  add(session: Session, refreshToken: Secret<string>): Promise<void>;
  /**
   * Exchanges a refresh token for the next one, once. A token that was used before ends its session:
   * two parties hold it, and one of them is not the user. Undefined when the token is not good.
   */
  rotate(presented: Secret<string>, next: Secret<string>, now: Date): Promise<Session | undefined>;
  revoke(sessionId: string): Promise<void>;
  /** Ends every session of a user, except one when it is given. */
  revokeAllOf(userId: UserId, exceptSessionId?: string): Promise<void>;
}
