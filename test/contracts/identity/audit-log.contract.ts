import { expect } from 'chai';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { addTenant, useIdentity } from './open-identity.js';
import type { OpensIdentity } from './open-identity.js';

const ENTRY = { actorId: toUserId('auth0|7'), subjectType: 'user', subjectId: 'u-1', detail: { fields: ['role', 'name'], note: 'für Ana' } };

/** What every pair of `AuditLog` and `AuditQueries` promises. */
export function describeAuditLog(name: string, open: OpensIdentity): void {
  describe(`AuditLog and AuditQueries: ${name}`, () => {
    const identity = useIdentity(open);

    it('tells what was appended, newest first, with the number of all', async () => {
      const { id } = await addTenant(identity());
      const { audit } = identity().repositories;
      for (const action of ['a.first', 'a.second', 'a.third']) await audit.append(id, { ...ENTRY, action });
      const page = await audit.list(id, { limit: 2, offset: 0 });
      expect([page.items.map(({ action }) => action), page.total]).to.deep.equal([['a.third', 'a.second'], 3]);
      const rest = await audit.list(id, { limit: 2, offset: 2 });
      expect([rest.items.map(({ action }) => action), rest.total]).to.deep.equal([['a.first'], 3]);
    });

    it('keeps every field, an id and the time', async () => {
      const { id } = await addTenant(identity());
      await identity().repositories.audit.append(id, { ...ENTRY, action: 'user.changed' });
      const [entry] = (await identity().repositories.audit.list(id, { limit: 1, offset: 0 })).items;
      const { id: entryId, at, ...fields } = entry!;
      expect(fields).to.deep.equal({ ...ENTRY, action: 'user.changed' });
      expect(entryId).to.match(/^\d+$/);
      expect(Math.abs(Date.now() - at.getTime())).to.be.below(60_000);
    });

    it('shows no other tenant an entry', async () => {
      const [home, other] = [await addTenant(identity()), await addTenant(identity())];
      await identity().repositories.audit.append(home.id, { ...ENTRY, action: 'user.changed' });
      expect(await identity().repositories.audit.list(other.id, { limit: 10, offset: 0 })).to.deep.equal({ items: [], total: 0 });
    });

    it('an entry of work that failed was never written', async () => {
      const { id } = await addTenant(identity());
      const failed = identity().work.run(id, async ({ audit }) => {
        await audit.append(id, { ...ENTRY, action: 'user.changed' });
        throw new Error('too late');
      });
      await failed.catch(() => undefined);
      expect((await identity().repositories.audit.list(id, { limit: 10, offset: 0 })).total).to.equal(0);
    });
  });
}
