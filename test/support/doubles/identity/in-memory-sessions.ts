import type { Session, SessionStore } from '../../../../src/application/identity/ports/session-store.js';
import type { UserId } from '../../../../src/domain/shared/identifiers.js';
import type { Secret } from '../../../../src/domain/shared/secret.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { IdentityTables, SessionRow } from './identity-tables.js';

export class InMemorySessions implements SessionStore {
  constructor(
    private readonly tables: Pick<IdentityTables, 'sessions'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async add(session: Session, refreshToken: Secret<string>): Promise<void> {
    this.scope.system();
    this.tables.sessions.set(session.id, { ...session, token: refreshToken.reveal(), usedTokens: [], revoked: false });
  }

  async rotate(presented: Secret<string>, next: Secret<string>, now: Date): Promise<Session | undefined> {
    this.scope.system();
    const token = presented.reveal();
    const open = this.tables.sessions.rows().filter(({ revoked }) => !revoked);
    const current = open.find((row) => row.token === token && row.expiresAt > now);
    if (current === undefined) {
      this.revokeThose(open.filter(({ usedTokens }) => usedTokens.includes(token)));
      return undefined;
    }
    this.tables.sessions.set(current.id, { ...current, token: next.reveal(), usedTokens: [...current.usedTokens, token] });
    const { id, tenantId, userId, expiresAt } = current;
    return { id, tenantId, userId, expiresAt };
  }

  async revoke(sessionId: string): Promise<void> {
    this.scope.system();
    this.revokeThose(this.tables.sessions.rows().filter(({ id }) => id === sessionId));
  }

  async revokeAllOf(userId: UserId, exceptSessionId?: string): Promise<void> {
    this.scope.system();
    this.revokeThose(this.tables.sessions.rows().filter((row) => row.userId === userId && row.id !== exceptSessionId));
  }

  private revokeThose(rows: readonly SessionRow[]): void {
    for (const row of rows) this.tables.sessions.set(row.id, { ...row, revoked: true });
  }
}
