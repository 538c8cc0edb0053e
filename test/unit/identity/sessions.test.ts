import { expect } from 'chai';
import { AuthenticateRequest } from '../../../src/application/identity/authenticate-request.js';
import { ChangePassword } from '../../../src/application/identity/change-password.js';
import { LogOut } from '../../../src/application/identity/log-out.js';
import { RefreshSession } from '../../../src/application/identity/refresh-session.js';
import { InvalidRefreshTokenError, UnauthenticatedError, UserNotFoundError, WrongPasswordError } from '../../../src/domain/identity/errors.js';
import type { Principal } from '../../../src/domain/identity/principal.js';
import type { User } from '../../../src/domain/identity/user.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { principalFor } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { IdentityScene, PASSWORD } from './identity-scene.js';

describe('A session', () => {
  let scene: IdentityScene;
  let user: User;
  let refresh: RefreshSession;
  let authenticate: AuthenticateRequest;

  beforeEach(async () => {
    scene = new IdentityScene();
    user = await scene.addUser();
    refresh = new RefreshSession(scene.work, scene.tokens, scene.secrets, scene.clock);
    authenticate = new AuthenticateRequest(scene.tokens, scene.standings);
  });

  const principalOf = (accessToken: string): Promise<Principal> => authenticate.execute(accessToken);
  const isOver = (refreshToken: Secret<string>): Promise<boolean> =>
    refresh.execute(refreshToken).then(() => false, (error: unknown) => error instanceof InvalidRefreshTokenError);

  it('is refreshed with new tokens of the same session and the user\'s present role', async () => {
    const first = await scene.startSession.execute(user);
    const { sessionId } = await principalOf(first.accessToken);
    scene.tables.users.set(user.id, { ...user, role: 'DRIVER' });
    const second = await refresh.execute(first.refreshToken);
    expect(second.refreshToken.reveal()).to.not.equal(first.refreshToken.reveal());
    expect(await principalOf(second.accessToken)).to.include({ sessionId, role: 'DRIVER' });
    expect(second.expiresInSeconds).to.equal(900);
  });

  it('ends when a refresh token comes a second time', async () => {
    const first = await scene.startSession.execute(user);
    const second = await refresh.execute(first.refreshToken);
    expect(await isOver(first.refreshToken)).to.equal(true);
    expect(await isOver(second.refreshToken)).to.equal(true);
  });

  it('ends after 12 h, however often it was refreshed', async () => {
    let { refreshToken } = await scene.startSession.execute(user);
    for (let hour = 0; hour < 11; hour += 1) {
      scene.clock.advance(3_600_000);
      ({ refreshToken } = await refresh.execute(refreshToken));
    }
    scene.clock.advance(3_600_000);
    expect(await isOver(refreshToken)).to.equal(true);
  });

  const ended: readonly [string, (at: IdentityScene, of: User) => void][] = [
    ['an inactive user', (at, of) => at.tables.users.set(of.id, { ...of, isActive: false })],
    ['a removed user', (at, of) => at.tables.users.delete(of.id)],
    ['an inactive tenant', (at) => at.tables.tenants.set(at.home.id, { ...at.home, isActive: false })],
  ];
  for (const [what, change] of ended) {
    it(`is not refreshed for ${what}`, async () => {
      const { refreshToken } = await scene.startSession.execute(user);
      change(scene, user);
      expect(await isOver(refreshToken)).to.equal(true);
    });
  }

  it('an unknown refresh token is refused', async () => {
    expect(await isOver(new Secret('made-up'))).to.equal(true);
  });

  it('ends at once when its owner logs out, for access and refresh token', async () => {
    const { accessToken, refreshToken } = await scene.startSession.execute(user);
    const principal = await principalOf(accessToken);
    await new LogOut(scene.repositories.sessions, scene.standings).execute(principal);
    expect(await rejectionOf(principalOf(accessToken))).to.be.instanceOf(UnauthenticatedError);
    expect(await isOver(refreshToken)).to.equal(true);
  });

  it('logging out of a foreign token ends no session', async () => {
    const { refreshToken } = await scene.startSession.execute(user);
    await new LogOut(scene.repositories.sessions, scene.standings).execute(principalFor(user));
    expect(await isOver(refreshToken)).to.equal(false);
  });

  describe('and a new password', () => {
    const next = new Secret('another horse battery');
    const change = (principal: Principal, current = PASSWORD): Promise<void> =>
      new ChangePassword(scene.work, scene.passwords).execute({ principal, current, next });

    it('ends the other sessions and keeps this one', async () => {
      const [mine, other] = [await scene.startSession.execute(user), await scene.startSession.execute(user)];
      await change(await principalOf(mine.accessToken));
      expect(await isOver(other.refreshToken)).to.equal(true);
      expect(await isOver(mine.refreshToken)).to.equal(false);
    });

    it('counts from then on, and is written down without either password', async () => {
      await change(principalFor(user));
      const { passwordHash } = scene.tables.users.get(user.id)!;
      expect([await scene.passwords.verify(next, passwordHash), await scene.passwords.verify(PASSWORD, passwordHash)]).to.deep.equal([true, false]);
      expect(scene.tables.audit.rows()[0]).to.deep.include({ action: 'user.password-changed', actorId: user.id, subjectId: user.id, detail: {} });
    });

    it('needs the current one', async () => {
      expect(await rejectionOf(change(principalFor(user), new Secret('wrong')))).to.be.instanceOf(WrongPasswordError);
      expect(scene.tables.users.get(user.id)).to.deep.equal(user);
      expect(scene.audited).to.deep.equal([]);
    });

    it('is not for users of an identity provider', async () => {
      expect(await rejectionOf(change(principalFor(user, { userId: toUserId('auth0|7') })))).to.be.instanceOf(UserNotFoundError);
    });

    it('does not bring back a user who was removed meanwhile', async () => {
      const changing = change(principalFor(user));
      await scene.repositories.users.remove(user.tenantId, user.id);
      expect(await rejectionOf(changing)).to.be.instanceOf(UserNotFoundError);
      expect(scene.tables.users.rows()).to.deep.equal([]);
    });
  });
});
