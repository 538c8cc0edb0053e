import { createHash, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import type { AccessTokenIssuer, AccessTokenVerifier } from '../../application/identity/ports/access-tokens.js';
import type { Clock } from '../../application/shared/clock.js';
import { IdentityProviderUnavailableError, UnauthenticatedError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import type { Secret } from '../../domain/shared/secret.js';
import { claimsOf, principalFrom } from './token-claims.js';

const TOLERANCE_SECONDS = 30;

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly ttlSeconds: number;
}

export class HmacTokenIssuer implements AccessTokenIssuer {
  readonly #key: KeyObject;

  constructor(
    secret: Secret<string>,
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {
    this.#key = createSecretKey(Buffer.from(secret.reveal(), 'utf8'));
  }

  async issue(principal: Principal): Promise<{ token: string; expiresInSeconds: number }> {
    const { issuer, audience, ttlSeconds } = this.settings;
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const token = await new SignJWT(claimsOf(principal))
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(principal.userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + ttlSeconds)
      .sign(this.#key);
    return { token, expiresInSeconds: ttlSeconds };
  }
}

/** Checks a token's signature; the configured key source decides the algorithms, never the token. */
type CheckSignature = (token: string, options: JWTVerifyOptions) => Promise<{ readonly payload: JWTPayload }>;

/** HS256 under our own secret. */
export function hmacSignature(secret: Secret<string>): CheckSignature {
  const key = createSecretKey(Buffer.from(secret.reveal(), 'utf8'));
  return (token, options) => jwtVerify(token, key, { ...options, algorithms: ['HS256'] });
}

/** RS256 or ES256 under the keys an identity provider publishes. */
export function jwksSignature(url: URL): CheckSignature {
  const keys = createRemoteJWKSet(url, { timeoutDuration: 5_000, cooldownDuration: 30_000 });
  return (token, options) => jwtVerify(token, keys, { ...options, algorithms: ['RS256', 'ES256'] });
}

interface Verified {
  readonly principal: Principal;
  readonly expiresAtMs: number;
}

/** Remembers tokens it has verified until they expire: a signature costs 60 µs, a digest less than one. */
export class JoseTokenVerifier implements AccessTokenVerifier {
  readonly #verified = new LRUCache<string, Verified>({ max: 10_000 });

  constructor(
    private readonly check: CheckSignature,
    private readonly settings: Pick<TokenSettings, 'issuer' | 'audience'>,
    private readonly clock: Clock,
  ) {}

  async verify(token: string): Promise<Principal> {
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.#verified.get(digest);
    if (known !== undefined && this.clock.now().getTime() < known.expiresAtMs) return known.principal;
    const verified = await this.verifyAnew(token);
    this.#verified.set(digest, verified);
    return verified.principal;
  }

  private async verifyAnew(token: string): Promise<Verified> {
    const claims = await this.claims(token);
    const principal = principalFrom(claims);
    if (principal === undefined || claims.exp === undefined) throw new UnauthenticatedError();
    return { principal, expiresAtMs: (claims.exp + TOLERANCE_SECONDS) * 1000 };
  }

  private async claims(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await this.check(token, {
        issuer,
        audience,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: this.clock.now(),
        requiredClaims: ['sub', 'tenant_id', 'role', 'iss', 'aud', 'exp'],
      });
      return payload;
    } catch (error) {
      throw saysNothingAboutToken(error) ? new IdentityProviderUnavailableError() : new UnauthenticatedError();
    }
  }
}

/** No keys came: no connection, no answer in time, an error page. jose gives the last of these no code of its own. */
function saysNothingAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
}
