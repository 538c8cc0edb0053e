import type { Principal } from '../../../domain/identity/principal.js';

/** Signs the tokens of local users. */
export interface AccessTokenIssuer {
  /** A signed token that names the principal, and how long it holds. */
  issue(principal: Principal): Promise<{ readonly token: string; readonly expiresInSeconds: number }>;
}

export interface AccessTokenVerifier {
  /** Throws `UnauthenticatedError` unless signature, issuer, audience, times and claims all hold. */
  verify(token: string): Promise<Principal>;
}
