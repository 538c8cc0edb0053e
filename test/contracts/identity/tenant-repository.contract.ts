import { expect } from 'chai';
import { someTenant } from '../../support/doubles/identity/people.js';
import { addTenant, useIdentity } from './open-identity.js';
import type { OpensIdentity } from './open-identity.js';

/** What every `TenantRepository` promises. */
export function describeTenantRepository(name: string, open: OpensIdentity): void {
  describe(`TenantRepository: ${name}`, () => {
    const identity = useIdentity(open);

    it('finds a tenant as it was added', async () => {
      const tenant = await addTenant(identity(), { name: 'Ñandú & Sons', isActive: false });
      expect(await identity().repositories.tenants.find(tenant.id)).to.deep.equal(tenant);
    });

    it('finds nothing under an unknown id', async () => {
      expect(await identity().repositories.tenants.find(someTenant().id)).to.equal(undefined);
    });

    it('saves name and activity', async () => {
      const tenant = await addTenant(identity());
      const changed = { ...tenant, name: 'Renamed', isActive: false };
      await identity().repositories.tenants.save(changed);
      expect(await identity().repositories.tenants.find(tenant.id)).to.deep.equal(changed);
    });

    it('saving a tenant that does not exist adds none', async () => {
      const unknown = someTenant();
      await identity().repositories.tenants.save(unknown);
      expect(await identity().repositories.tenants.find(unknown.id)).to.equal(undefined);
    });

    it('lists all tenants oldest first, in pages of 2 with the whole number', async () => {
      const { repositories, work } = identity();
      const before = (await repositories.tenants.list({ limit: 1, offset: 0 })).total;
      for (const day of ['03', '01', '02']) await addTenant(identity(), { name: `1990-${day}`, createdAt: new Date(`1990-01-${day}`) });
      const first = await work.runAsSystem(({ tenants }) => tenants.list({ limit: 2, offset: 0 }));
      const second = await repositories.tenants.list({ limit: 2, offset: 2 });
      expect([...first.items, ...second.items].slice(0, 3).map((tenant) => tenant.name)).to.deep.equal(['1990-01', '1990-02', '1990-03']);
      expect([first.items.length, first.total, second.total]).to.deep.equal([2, before + 3, before + 3]);
    });
  });
}
