import { expect } from 'chai';
import { EmailTakenError } from '../../../src/domain/identity/errors.js';
import { toDriverId, toUserId } from '../../../src/domain/shared/identifiers.js';
import { someUser } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { addTenant, addUser, useIdentity } from './open-identity.js';
import type { OpensIdentity } from './open-identity.js';

/** What every `UserRepository` promises. */
export function describeUserRepository(name: string, open: OpensIdentity): void {
  describe(`UserRepository: ${name}`, () => {
    const identity = useIdentity(open);

    it('finds a user as they were added, with and without the optional fields', async () => {
      const tenant = await addTenant(identity());
      const bare = await addUser(identity(), tenant);
      const full = await addUser(identity(), tenant, { name: 'Ana', role: 'DRIVER', permissions: ['Read', 'Sync'], driverId: toDriverId('D-7') });
      expect(await identity().repositories.users.find(tenant.id, bare.id)).to.deep.equal(bare);
      expect(await identity().repositories.users.find(tenant.id, full.id)).to.deep.equal(full);
    });

    it('does not find a user of another tenant, nor an id that is no UUID', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const user = await addUser(identity(), home);
      expect(await identity().repositories.users.find(other.id, user.id)).to.equal(undefined);
      expect(await identity().repositories.users.find(home.id, toUserId('auth0|123'))).to.equal(undefined);
    });

    it('finds by e-mail over all tenants, whatever the case', async () => {
      const user = await addUser(identity(), await addTenant(identity()), { email: 'someone@case.example' });
      expect((await identity().repositories.users.findByEmail('SomeOne@CASE.example'))?.id).to.equal(user.id);
      expect(await identity().repositories.users.findByEmail('nobody@case.example')).to.equal(undefined);
    });

    it('refuses a taken e-mail, also in another tenant and another case', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const { email } = await addUser(identity(), home, { email: 'taken@case.example' });
      const error = await rejectionOf(identity().repositories.users.add(someUser(other.id, { email: email.toUpperCase() })));
      expect(error).to.be.instanceOf(EmailTakenError);
    });

    it('lists the users of one tenant, oldest first, with their number', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      await addUser(identity(), other);
      const younger = await addUser(identity(), home, { createdAt: new Date('2026-02-02') });
      const older = await addUser(identity(), home, { createdAt: new Date('2026-02-01') });
      const { users } = identity().repositories;
      expect(await users.list(home.id, { limit: 10, offset: 0 })).to.deep.equal({ items: [older, younger], total: 2 });
      expect(await users.list(home.id, { limit: 1, offset: 1 })).to.deep.equal({ items: [younger], total: 2 });
    });

    it('counts the users of all tenants', async () => {
      const { users } = identity().repositories;
      const before = await users.count();
      await addUser(identity(), await addTenant(identity()));
      await addUser(identity(), await addTenant(identity()));
      expect(await users.count()).to.equal(before + 2);
    });

    it('saves every field and clears name and driver', async () => {
      const tenant = await addTenant(identity());
      const user = await addUser(identity(), tenant, { name: 'Ana', driverId: toDriverId('D-7') });
      const changed = { ...user, name: undefined, driverId: undefined, role: 'ADMIN', permissions: ['Sync'], isActive: false, passwordHash: 'h2' } as const;
      await identity().repositories.users.save(changed);
      expect(await identity().repositories.users.find(tenant.id, user.id)).to.deep.equal(changed);
    });

    it('saves nothing into another tenant', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const user = await addUser(identity(), home);
      await identity().repositories.users.save({ ...user, tenantId: other.id, role: 'SUPER_ADMIN' });
      expect(await identity().repositories.users.find(home.id, user.id)).to.deep.equal(user);
      expect(await identity().repositories.users.find(other.id, user.id)).to.equal(undefined);
    });

    it('removes once and for all, and only in the tenant that is named', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      const user = await addUser(identity(), home);
      const { users } = identity().repositories;
      await users.remove(other.id, user.id);
      expect((await users.find(home.id, user.id))?.id).to.equal(user.id);
      await users.remove(home.id, user.id);
      await users.remove(home.id, user.id);
      expect(await users.find(home.id, user.id)).to.equal(undefined);
    });
  });
}
