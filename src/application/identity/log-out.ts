import type { Principal } from '../../domain/identity/principal.js';
import type { AccountStandings } from './ports/account-standings.js';
import type { SessionStore } from './ports/session-store.js';

/** Ends the session a token belongs to; its access token stops working too. */
export class LogOut {
  constructor(
    private readonly sessions: SessionStore,
    private readonly standings: AccountStandings,
  ) {}

  async execute(principal: Principal): Promise<void> {
    if (principal.sessionId !== undefined) await this.sessions.revoke(principal.sessionId);
    this.standings.forget(principal);
  }
}
