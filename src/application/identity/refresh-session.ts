import { InvalidRefreshTokenError } from '../../domain/identity/errors.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { Clock } from '../shared/clock.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AccessTokenIssuer } from './ports/access-tokens.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';
import type { SecretGenerator } from './ports/secret-generator.js';
import { principalOf } from './session-tokens.js';
import type { SessionTokens } from './session-tokens.js';

/** Exchanges a refresh token, once, for new tokens with the user's present role. */
export class RefreshSession {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly tokens: AccessTokenIssuer,
    private readonly secrets: SecretGenerator,
    private readonly clock: Clock,
  ) {}

  /** Throws `InvalidRefreshTokenError`. */
  async execute(presented: Secret<string>): Promise<SessionTokens> {
    const refreshToken = this.secrets.next();
    const found = await this.work.runAsSystem(async ({ sessions, users, tenants }) => {
      const session = await sessions.rotate(presented, refreshToken, this.clock.now());
      if (session === undefined) return undefined;
      const user = await users.find(session.tenantId, session.userId);
      const tenant = await tenants.find(session.tenantId);
      return user?.isActive && tenant?.isActive ? { user, session } : undefined;
    });
    if (found === undefined) throw new InvalidRefreshTokenError();
    const { token, expiresInSeconds } = await this.tokens.issue(principalOf(found.user, found.session.id));
    return { accessToken: token, refreshToken, expiresInSeconds };
  }
}
