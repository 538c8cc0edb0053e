import type { AccessTokenIssuer, AccessTokenVerifier } from '../../../../src/application/identity/ports/access-tokens.js';
import type { Clock } from '../../../../src/application/shared/clock.js';
import { UnauthenticatedError } from '../../../../src/domain/identity/errors.js';
import type { Principal } from '../../../../src/domain/identity/principal.js';
import { claimsOf, principalFrom } from '../../../../src/infrastructure/security/token-claims.js';

const TOLERANCE_SECONDS = 30;

export type Claims = Readonly<Record<string, unknown>>;

/** Tokens anybody can read: the claims as JSON behind a word that stands for the signature. */
export class ReadableTokens implements AccessTokenIssuer, AccessTokenVerifier {
  constructor(
    private readonly clock: Clock,
    private readonly settings = { issuer: 'fleetbridge', audience: 'fleetbridge-api', ttlSeconds: 900 },
  ) {}

  async issue(principal: Principal): Promise<{ token: string; expiresInSeconds: number }> {
    const { issuer, audience, ttlSeconds } = this.settings;
    const exp = this.nowSeconds() + ttlSeconds;
    return { token: this.sign({ ...claimsOf(principal), sub: principal.userId, iss: issuer, aud: audience, exp }), expiresInSeconds: ttlSeconds };
  }

  sign(claims: Claims): string {
    return `signed.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  }

  async verify(token: string): Promise<Principal> {
    const body = /^signed\.([\w-]+)$/.exec(token)?.[1];
    const claims = body === undefined ? {} : read(body);
    const principal = this.holds(claims) ? principalFrom(claims) : undefined;
    if (principal === undefined) throw new UnauthenticatedError();
    return principal;
  }

  private holds({ iss, aud, exp, nbf = 0 }: Claims): boolean {
    const now = this.nowSeconds();
    const named = iss === this.settings.issuer && aud === this.settings.audience;
    const inTime = typeof exp === 'number' && typeof nbf === 'number' && exp + TOLERANCE_SECONDS > now && nbf - TOLERANCE_SECONDS <= now;
    return named && inTime;
  }

  private nowSeconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

function read(body: string): Claims {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  } catch {
    return {};
  }
}
