import { UnauthenticatedError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import type { AccessTokenVerifier } from './ports/access-tokens.js';
import type { AccountStandings } from './ports/account-standings.js';

/** Turns a bearer token into a principal whose tenant and user are active. */
export class AuthenticateRequest {
  constructor(
    private readonly tokens: AccessTokenVerifier,
    private readonly standings: AccountStandings,
  ) {}

  /** Throws `UnauthenticatedError`. */
  async execute(token: string): Promise<Principal> {
    const principal = await this.tokens.verify(token);
    if (!(await this.standings.isGood(principal))) throw new UnauthenticatedError('This account or session has ended.');
    return principal;
  }
}
