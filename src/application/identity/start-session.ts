import type { User } from '../../domain/identity/user.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { AccessTokenIssuer } from './ports/access-tokens.js';
import type { SecretGenerator } from './ports/secret-generator.js';
import type { SessionStore } from './ports/session-store.js';
import { principalOf } from './session-tokens.js';
import type { SessionTokens } from './session-tokens.js';

const SESSION_MS = 12 * 3_600_000;

/** Opens a session of at most 12 hours for a user whose identity is proven. */
export class StartSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly tokens: AccessTokenIssuer,
    private readonly secrets: SecretGenerator,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async execute(user: User): Promise<SessionTokens> {
    const session = {
      id: this.ids.next(),
      tenantId: user.tenantId,
      userId: user.id,
      expiresAt: new Date(this.clock.now().getTime() + SESSION_MS),
    };
    const refreshToken = this.secrets.next();
    await this.sessions.add(session, refreshToken);
    const { token, expiresInSeconds } = await this.tokens.issue(principalOf(user, session.id));
    return { accessToken: token, refreshToken, expiresInSeconds };
  }
}
