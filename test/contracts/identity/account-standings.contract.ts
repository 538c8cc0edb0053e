import { expect } from 'chai';
import type { AccountStandings } from '../../../src/application/identity/ports/account-standings.js';
import type { IdentityRepositories } from '../../../src/application/identity/ports/identity-repositories.js';
import type { Principal } from '../../../src/domain/identity/principal.js';
import type { Tenant } from '../../../src/domain/identity/tenant.js';
import type { User } from '../../../src/domain/identity/user.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { principalFor, someTenant, someUser } from '../../support/doubles/identity/people.js';

export interface OpenAccountStandings {
  readonly standings: AccountStandings;
  /** Of an installation whose tokens come from an identity provider. */
  readonly foreign: AccountStandings;
  readonly repositories: IdentityRepositories;
  /** Lets time pass for what is remembered. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const ids = new CountingIds(0xacc);
const FAR = new Date('2099-01-01');

/** What every `AccountStandings` promises. */
export function describeAccountStandings(name: string, open: () => Promise<OpenAccountStandings>): void {
  describe(`AccountStandings: ${name}`, () => {
    let opened: OpenAccountStandings;
    let tenant: Tenant;
    let user: User;

    before(async function (this: Mocha.Context) {
      this.timeout(60_000);
      opened = await open();
    });

    beforeEach(async () => {
      tenant = someTenant();
      user = someUser(tenant.id);
      await opened.repositories.tenants.add(tenant);
      await opened.repositories.users.add(user);
    });

    after(() => opened.close());

    const isGood = (fields: Partial<Principal> = {}): Promise<boolean> => opened.standings.isGood(principalFor(user, fields));
    const session = async (expiresAt = FAR): Promise<string> => {
      const id = ids.next();
      await opened.repositories.sessions.add({ id, tenantId: tenant.id, userId: user.id, expiresAt }, new Secret(ids.next()));
      return id;
    };

    it('is good with an active tenant and user, with and without a session', async () => {
      expect(await isGood()).to.equal(true);
      expect(await isGood({ sessionId: await session() })).to.equal(true);
    });

    it('is bad with an inactive or unknown tenant', async () => {
      await opened.repositories.tenants.save({ ...tenant, isActive: false });
      expect(await isGood()).to.equal(false);
      expect(await isGood({ tenantId: someTenant().id })).to.equal(false);
    });

    it('is bad with an inactive user, an unknown one, and one of another tenant', async () => {
      const other = someTenant();
      await opened.repositories.tenants.add(other);
      expect(await isGood({ tenantId: other.id })).to.equal(false);
      expect(await isGood({ userId: toUserId(ids.next()) })).to.equal(false);
      await opened.repositories.users.save({ ...user, isActive: false });
      expect(await isGood()).to.equal(false);
    });

    it('is bad with a revoked, an expired, an unknown and somebody else\'s session', async () => {
      const [revoked, expired, mine] = [await session(), await session(new Date('2020-01-01')), await session()];
      await opened.repositories.sessions.revoke(revoked);
      user = someUser(tenant.id);
      await opened.repositories.users.add(user);
      for (const sessionId of [revoked, expired, ids.next(), mine]) expect(await isGood({ sessionId })).to.equal(false);
    });

    it('with an identity provider the user need not be ours, but one of ours must be active', async () => {
      const foreign = principalFor(user, { userId: toUserId('auth0|7') });
      expect(await opened.standings.isGood(foreign)).to.equal(false);
      expect(await opened.foreign.isGood(foreign)).to.equal(true);
      await opened.repositories.users.save({ ...user, isActive: false });
      expect(await opened.foreign.isGood(principalFor(user))).to.equal(false);
    });

    it('notices a change after 10 s at the latest', async () => {
      expect(await isGood()).to.equal(true);
      await opened.repositories.users.save({ ...user, isActive: false });
      await opened.pass(10_001);
      expect(await isGood()).to.equal(false);
    });

    it('looks a standing up once in 10 s: asking again does not make it last longer', async () => {
      expect(await isGood()).to.equal(true);
      await opened.repositories.users.save({ ...user, isActive: false });
      await opened.pass(6_000);
      expect(await isGood()).to.equal(true);
      await opened.pass(4_001);
      expect(await isGood()).to.equal(false);
    });

    it('notices at once what it was told to forget, whatever session it was asked about', async () => {
      const [one, two] = [await session(), await session()];
      expect([await isGood({ sessionId: one }), await isGood({ sessionId: two }), await isGood()]).to.deep.equal([true, true, true]);
      await opened.repositories.sessions.revokeAllOf(user.id);
      await opened.repositories.users.save({ ...user, isActive: false });
      opened.standings.forget({ userId: user.id });
      expect([await isGood({ sessionId: one }), await isGood({ sessionId: two }), await isGood()]).to.deep.equal([false, false, false]);
    });

    it('answers a question that is being looked up while it is told to forget', async () => {
      const asked = [isGood(), isGood()];
      opened.standings.forget({ userId: user.id });
      expect(await Promise.all(asked)).to.deep.equal([true, true]);
    });

    it('forgets also what it learned in the middle of the 10 s', async () => {
      const [one, two] = [await session(), await session()];
      await isGood({ sessionId: one });
      await opened.pass(7_000);
      await isGood({ sessionId: two });
      await opened.pass(5_000);
      await opened.repositories.sessions.revoke(two);
      opened.standings.forget({ userId: user.id });
      expect(await isGood({ sessionId: two })).to.equal(false);
    });
  });
}
