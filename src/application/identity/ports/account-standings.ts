import type { Principal } from '../../../domain/identity/principal.js';

/** Whether the account behind a token may still act: tenant active, local user active, session not ended. */
export interface AccountStandings {
  isGood(principal: Principal): Promise<boolean>;
  /** Forget what is known of a session or user on this replica; others follow within ten seconds. */
  forget(principal: Pick<Principal, 'userId'>): void;
}
