import type { Principal } from '../../domain/identity/principal.js';
import type { User } from '../../domain/identity/user.js';
import type { Secret } from '../../domain/shared/secret.js';

/** What a login or a refresh hands out. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: Secret<string>;
  readonly expiresInSeconds: number;
}

/** The principal a user's token names in one session. */
export function principalOf(user: User, sessionId: string): Principal {
  return {
    userId: user.id,
    tenantId: user.tenantId,
    role: user.role,
    permissions: user.permissions,
    driverId: user.driverId,
    email: user.email,
    sessionId,
  };
}
