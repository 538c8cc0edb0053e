import { expect } from 'chai';
import type { IdentityRepositories } from '../../../src/application/identity/ports/identity-repositories.js';
import { someUser } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { addTenant, addUser, useIdentity } from './open-identity.js';
import type { OpensIdentity } from './open-identity.js';

/** What every `UnitOfWork` promises, shown on the repositories of this context. */
export function describeUnitOfWork(name: string, open: OpensIdentity): void {
  describe(`UnitOfWork: ${name}`, () => {
    const identity = useIdentity(open);

    it('keeps what succeeded and gives its result', async () => {
      const tenant = await addTenant(identity());
      const user = someUser(tenant.id);
      const result = await identity().work.run(tenant.id, async ({ users }) => {
        await users.add(user);
        return 'done';
      });
      expect(result).to.equal('done');
      expect(await identity().repositories.users.find(tenant.id, user.id)).to.deep.equal(user);
    });

    it('sees its own writes before they are kept', async () => {
      const tenant = await addTenant(identity());
      const user = someUser(tenant.id);
      const seen = await identity().work.run(tenant.id, async ({ users }) => {
        await users.add(user);
        return users.find(tenant.id, user.id);
      });
      expect(seen).to.deep.equal(user);
    });

    for (const kind of ['run', 'runAsSystem'] as const) {
      it(`${kind}: takes everything back when the work throws, and passes the error on`, async () => {
        const tenant = await addTenant(identity());
        const existing = await addUser(identity(), tenant);
        const added = someUser(tenant.id);
        const problem = new Error('changed my mind');
        const work = async ({ users, tenants }: IdentityRepositories): Promise<void> => {
          await users.add(added);
          await users.remove(tenant.id, existing.id);
          await tenants.save({ ...tenant, name: 'Other name' });
          throw problem;
        };
        const running = kind === 'run' ? identity().work.run(tenant.id, work) : identity().work.runAsSystem(work);
        expect(await rejectionOf(running)).to.equal(problem);
        const { users, tenants } = identity().repositories;
        expect(await users.find(tenant.id, added.id)).to.equal(undefined);
        expect(await users.find(tenant.id, existing.id)).to.deep.equal(existing);
        expect(await tenants.find(tenant.id)).to.deep.equal(tenant);
      });
    }

    it('refuses a tenant it does not belong to, for reading and for writing, and keeps nothing', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const mine = someUser(home.id);
      const reading = identity().work.run(home.id, async ({ users }) => {
        await users.add(mine);
        await users.list(other.id, { limit: 1, offset: 0 });
      });
      expect(String(await rejectionOf(reading))).to.contain('another tenant');
      const writing = identity().work.run(home.id, ({ users }) => users.add(someUser(other.id)));
      expect(String(await rejectionOf(writing))).to.contain('another tenant');
      expect(await identity().repositories.users.find(home.id, mine.id)).to.equal(undefined);
    });

    it('refuses what needs every tenant\'s rows', async () => {
      const tenant = await addTenant(identity());
      expect(String(await rejectionOf(identity().work.run(tenant.id, ({ users }) => users.count())))).to.contain('one tenant only');
      expect(String(await rejectionOf(identity().work.run(tenant.id, ({ tenants }) => tenants.list({ limit: 1, offset: 0 }))))).to.contain('one tenant only');
    });

    it('as system it reaches several tenants', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const [here, there] = [someUser(home.id), someUser(other.id)];
      const found = await identity().work.runAsSystem(async ({ users }) => {
        await users.add(here);
        await users.add(there);
        return Promise.all([users.find(home.id, here.id), users.find(other.id, there.id)]);
      });
      expect(found).to.deep.equal([here, there]);
    });
  });
}
