import { expect } from 'chai';
import type { Session } from '../../../src/application/identity/ports/session-store.js';
import type { User } from '../../../src/domain/identity/user.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { addTenant, addUser, useIdentity } from './open-identity.js';
import type { OpensIdentity } from './open-identity.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const LATER = new Date('2026-03-02T20:00:00.000Z');
const ids = new CountingIds(0x5e55);

/** What every `SessionStore` promises. */
export function describeSessionStore(name: string, open: OpensIdentity): void {
  describe(`SessionStore: ${name}`, () => {
    const identity = useIdentity(open);
    let user: User;

    beforeEach(async () => {
      user = await addUser(identity(), await addTenant(identity()));
    });

    const token = (): Secret<string> => new Secret(`refresh-${ids.next()}`);
    const rotate = (presented: Secret<string>, next = token(), now = NOW): Promise<Session | undefined> =>
      identity().repositories.sessions.rotate(presented, next, now);

    async function opened(first: Secret<string>): Promise<Session> {
      const session = { id: ids.next(), tenantId: user.tenantId, userId: user.id, expiresAt: LATER };
      await identity().repositories.sessions.add(session, first);
      return session;
    }

    it('exchanges a token for the next one', async () => {
      const [first, second] = [token(), token()];
      const session = await opened(first);
      expect(await rotate(first, second)).to.deep.equal(session);
      expect(await rotate(second)).to.deep.equal(session);
    });

    it('knows no token it did not give out', async () => {
      await opened(token());
      expect(await rotate(token())).to.equal(undefined);
    });

    it('a token is good once: of 5 exchanges at the same time 1 succeeds', async () => {
      const first = token();
      await opened(first);
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => rotate(first)));
      expect(answers.filter((answer) => answer !== undefined)).to.have.length(1);
    });

    it('a used token ends its session: the newest one is not good any more', async () => {
      const [first, second, third] = [token(), token(), token()];
      await opened(first);
      await rotate(first, second);
      await rotate(second, third);
      expect(await rotate(first)).to.equal(undefined);
      expect(await rotate(third)).to.equal(undefined);
    });

    it('a used token leaves the other sessions of the user alone', async () => {
      const [first, elsewhere] = [token(), token()];
      await opened(first);
      const other = await opened(elsewhere);
      await rotate(first);
      await rotate(first);
      expect(await rotate(elsewhere)).to.deep.equal(other);
    });

    it('ends at its time, however often it was refreshed', async () => {
      const [first, second] = [token(), token()];
      await opened(first);
      expect(await rotate(first, second, new Date(LATER.getTime() - 1))).to.not.equal(undefined);
      expect(await rotate(second, token(), LATER)).to.equal(undefined);
    });

    it('revokes one session', async () => {
      const [first, second] = [token(), token()];
      const session = await opened(first);
      await opened(second);
      await identity().repositories.sessions.revoke(session.id);
      await identity().repositories.sessions.revoke(session.id);
      expect(await rotate(first)).to.equal(undefined);
      expect(await rotate(second)).to.not.equal(undefined);
    });

    it('revokes all sessions of a user but one, and none of others', async () => {
      const [kept, ended, foreign] = [token(), token(), token()];
      const session = await opened(kept);
      await opened(ended);
      const mine = user;
      user = await addUser(identity(), await addTenant(identity()));
      await opened(foreign);
      await identity().repositories.sessions.revokeAllOf(mine.id, session.id);
      expect(await rotate(ended)).to.equal(undefined);
      expect(await rotate(kept, kept)).to.deep.equal(session);
      await identity().repositories.sessions.revokeAllOf(mine.id);
      expect(await rotate(kept)).to.equal(undefined);
      expect(await rotate(foreign)).to.not.equal(undefined);
    });

    it('a removed user has no session', async () => {
      const first = token();
      await opened(first);
      await identity().repositories.users.remove(user.tenantId, user.id);
      expect(await rotate(first)).to.equal(undefined);
    });
  });
}
