import { expect } from 'chai';
import { LogIn } from '../../../src/application/identity/log-in.js';
import { InvalidLoginError, TooManyAttemptsError } from '../../../src/domain/identity/errors.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { rejectionOf } from '../../support/rejection.js';
import { IdentityScene, PASSWORD } from './identity-scene.js';

const WRONG = new Secret('wrong horse battery');
const MINUTES = 60_000;

describe('LogIn', () => {
  let scene: IdentityScene;
  let logIn: LogIn;

  beforeEach(() => {
    scene = new IdentityScene();
    logIn = new LogIn(scene.work, scene.passwords, scene.limiter, scene.startSession, { sleep: () => Promise.resolve() });
  });

  const attempt = (email: string, password = WRONG, address = '10.0.0.1'): Promise<unknown> =>
    logIn.execute({ email, password, address }).catch((error: unknown) => error);
  const attempts = async (times: number, email: (time: number) => string, address?: string): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (let time = 0; time < times; time += 1) answers.push(await attempt(email(time), WRONG, address));
    return answers;
  };
  const refused = (answers: readonly unknown[]): number => answers.filter((answer) => answer instanceof TooManyAttemptsError).length;

  it('exchanges the right pair for tokens of a 12 h session', async () => {
    const user = await scene.addUser({ role: 'ADMIN', permissions: ['Sync'] });
    const { accessToken, refreshToken, expiresInSeconds } = await logIn.execute({ email: user.email, password: PASSWORD, address: '10.0.0.1' });
    const [session] = scene.tables.sessions.rows();
    expect(session).to.include({ userId: user.id, tenantId: user.tenantId, token: refreshToken.reveal(), revoked: false });
    expect(session?.expiresAt.getTime()).to.equal(scene.clock.now().getTime() + 12 * 3_600_000);
    expect(expiresInSeconds).to.equal(900);
    expect(await scene.tokens.verify(accessToken)).to.deep.equal({
      userId: user.id, tenantId: user.tenantId, role: 'ADMIN', permissions: ['Sync'], driverId: undefined, email: user.email, sessionId: session?.id,
    });
  });

  it('takes the e-mail in any case', async () => {
    const user = await scene.addUser({ email: 'ana@example.com' });
    expect(await attempt('ANA@Example.com', PASSWORD)).to.have.property('accessToken');
    expect(scene.tables.sessions.rows()[0]?.userId).to.equal(user.id);
  });

  const bad: readonly [string, (scene: IdentityScene) => Promise<{ email: string; password: Secret<string> }>][] = [
    ['an unknown e-mail', async () => ({ email: 'nobody@example.com', password: PASSWORD })],
    ['a wrong password', async (at) => ({ email: (await at.addUser()).email, password: WRONG })],
    ['an inactive user', async (at) => ({ email: (await at.addUser({ isActive: false })).email, password: PASSWORD })],
    ['an inactive tenant', async (at) => {
      at.tables.tenants.set(at.home.id, { ...at.home, isActive: false });
      return { email: (await at.addUser()).email, password: PASSWORD };
    }],
  ];
  for (const [what, given] of bad) {
    it(`${what} is the same invalid login, after 1 verification of a password, with no session`, async () => {
      const error = await rejectionOf(logIn.execute({ ...(await given(scene)), address: '10.0.0.1' }));
      expect(error).to.be.instanceOf(InvalidLoginError);
      expect((error as Error).message).to.equal('E-mail or password is wrong.');
      expect(scene.passwords.verified).to.have.length(1);
      expect(scene.tables.sessions.rows()).to.deep.equal([]);
    });
  }

  it('an unknown e-mail is verified against no hash, which costs the same', async () => {
    await attempt('nobody@example.com');
    expect(scene.passwords.verified).to.deep.equal([undefined]);
  });

  it('refuses after 10 failures for an e-mail and address, also with the right password, without looking at it', async () => {
    const { email } = await scene.addUser();
    expect(refused(await attempts(10, () => email))).to.equal(0);
    const answer = await attempt(email, PASSWORD);
    expect(answer).to.be.instanceOf(TooManyAttemptsError);
    expect(scene.passwords.verified).to.have.length(10);
  });

  it('says when to come back, and lets in after 15 min', async () => {
    const { email } = await scene.addUser();
    await attempts(10, () => email);
    scene.clock.advance(5 * MINUTES);
    const answer = await attempt(email, PASSWORD);
    expect((answer as TooManyAttemptsError).extras.retryAfterMs).to.equal(10 * MINUTES);
    scene.clock.advance(10 * MINUTES);
    expect(await attempt(email, PASSWORD)).to.have.property('accessToken');
  });

  it('does not lock an account for other addresses', async () => {
    const { email } = await scene.addUser();
    await attempts(11, () => email);
    expect(await attempt(email, PASSWORD, '10.0.0.2')).to.have.property('accessToken');
  });

  it('counts an e-mail in any case as one', async () => {
    const answers = await attempts(12, (time) => (time % 2 === 0 ? 'ana@example.com' : 'ANA@example.com'));
    expect(refused(answers)).to.equal(2);
  });

  it('refuses an address after 50 failures, whatever the e-mails', async () => {
    const answers = await attempts(53, (time) => `nobody-${time}@example.com`);
    expect(refused(answers)).to.equal(3);
    expect(refused(answers.slice(0, 50))).to.equal(0);
  });

  it('attempts that are refused for one e-mail do not use up the address', async () => {
    await attempts(60, () => 'nobody@example.com');
    expect(refused([await attempt('other@example.com')])).to.equal(0);
  });

  it('a login that succeeds counts nothing: 60 in a row succeed', async () => {
    const { email } = await scene.addUser();
    await attempts(9, () => email);
    for (let time = 0; time < 60; time += 1) expect(await attempt(email, PASSWORD)).to.have.property('accessToken');
    expect(refused(await attempts(2, () => email))).to.equal(1);
  });

  it('of 30 guesses at the same time 10 are looked at', async () => {
    const { email } = await scene.addUser();
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(email)));
    expect(refused(answers)).to.equal(20);
    expect(scene.passwords.verified).to.have.length(10);
  });
});
