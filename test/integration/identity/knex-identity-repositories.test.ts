import { expect } from 'chai';
import { describeAuditLog } from '../../contracts/identity/audit-log.contract.js';
import { addTenant, addUser, useIdentity } from '../../contracts/identity/open-identity.js';
import { describeSessionStore } from '../../contracts/identity/session-store.contract.js';
import { describeTenantRepository } from '../../contracts/identity/tenant-repository.contract.js';
import { describeUnitOfWork } from '../../contracts/identity/unit-of-work.contract.js';
import { describeUserRepository } from '../../contracts/identity/user-repository.contract.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import type { TestDatabase } from '../../support/test-database.js';
import { openTestDatabase } from '../../support/test-database.js';
import { rejectionOf } from '../../support/rejection.js';
import { KnexUnitOfWork } from '../../../src/infrastructure/persistence/knex-unit-of-work.js';
import { knexIdentity, openKnexIdentity } from './knex-identity.js';

describeTenantRepository('PostgreSQL', openKnexIdentity);
describeUserRepository('PostgreSQL', openKnexIdentity);
describeSessionStore('PostgreSQL', openKnexIdentity);
describeAuditLog('PostgreSQL', openKnexIdentity);
describeUnitOfWork('PostgreSQL', openKnexIdentity);

describe('Identity on PostgreSQL', () => {
  let test: TestDatabase;
  const identity = useIdentity(async () => {
    test = await openTestDatabase();
    const { database, close } = test;
    return { repositories: knexIdentity(database), work: new KnexUnitOfWork(database, knexIdentity), close };
  });

  async function audited(): Promise<TenantId> {
    const { id } = await addTenant(identity());
    const entry = { action: 'user.changed', actorId: toUserId('a'), subjectType: 'user', subjectId: 's', detail: {} };
    await identity().repositories.audit.append(id, entry);
    return id;
  }

  const forbidden: readonly [string, string][] = [
    ['update', "update audit_entry set action = 'nothing.happened'"],
    ['delete', 'delete from audit_entry'],
    ['truncate', 'truncate audit_entry'],
  ];
  for (const [what, sql] of forbidden) {
    it(`the database refuses the service ${what} on the audit log, in its own tenant and as system`, async () => {
      const tenantId = await audited();
      const asTenant = await rejectionOf(test.database.tenant(tenantId, (trx) => trx.raw(sql)));
      const asSystem = await rejectionOf(test.database.system((trx) => trx.raw(sql)));
      for (const error of [asTenant, asSystem]) expect(String(error)).to.contain('permission denied for table audit_entry');
      expect((await identity().repositories.audit.list(tenantId, { limit: 1, offset: 0 })).items[0]?.action).to.equal('user.changed');
    });
  }

  it('keeps digests of refresh tokens, not the tokens: neither the new nor the used one', async () => {
    const tenant = await addTenant(identity());
    const user = await addUser(identity(), tenant);
    const [first, second] = [new Secret('refresh-canary-1'), new Secret('refresh-canary-2')];
    const session = { id: '0195fe10-0000-7000-8000-00000000000a', tenantId: tenant.id, userId: user.id, expiresAt: new Date('2099-01-01') };
    await identity().repositories.sessions.add(session, first);
    await identity().repositories.sessions.rotate(first, second, new Date());
    const { rows } = await test.database.system((sql) => sql.raw<{ rows: { row: string }[] }>("select encode(refresh_digest, 'escape') || used_digests::text || s::text as row from user_session s"));
    expect(rows).to.have.length(1);
    expect(rows[0]?.row).to.not.contain('refresh-canary');
    expect(rows[0]?.row).to.not.contain(Buffer.from('refresh-canary').toString('hex'));
  });

  it('two connections that exchange the same refresh token at once: 1 succeeds and the session is over, 20 times', async () => {
    const tenant = await addTenant(identity());
    const user = await addUser(identity(), tenant);
    const { sessions } = identity().repositories;
    for (let round = 0; round < 20; round += 1) {
      const first = new Secret(`race-${round}`);
      const nexts = ['a', 'b'].map((letter) => new Secret(`race-${round}-${letter}`));
      const id = `0195fe10-0000-7000-8000-0000000001${String(round).padStart(2, '0')}`;
      await sessions.add({ id, tenantId: tenant.id, userId: user.id, expiresAt: new Date('2099-01-01') }, first);
      const answers = await Promise.all(nexts.map((next) => sessions.rotate(first, next, new Date())));
      expect(answers.filter((answer) => answer !== undefined)).to.have.length(1);
      const after = await Promise.all(nexts.map((next) => sessions.rotate(next, new Secret('x'), new Date())));
      expect(after).to.deep.equal([undefined, undefined]);
    }
  });
});
