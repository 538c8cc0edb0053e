import { expect } from 'chai';
import type { Knex } from 'knex';
import { SERVICE_ROLE } from '../../../src/infrastructure/persistence/database.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { assertUnprivileged } from '../../../src/infrastructure/persistence/service-role.js';
import { rejectionOf } from '../../support/rejection.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

type RoleRows = Awaited<ReturnType<Parameters<typeof assertUnprivileged>[0]>>;

describe('The role the service works as', () => {
  let test: TestDatabase;
  let owner: Database;
  let single: Database;

  before(async function (this: Mocha.Context) {
    this.timeout(60_000);
    test = await openTestDatabase();
    owner = openTestPool(test.ownerUrl, 1, null);
    single = openTestPool(test.ownerUrl, 1);
  });

  after(async () => {
    await Promise.all([single.close(), owner.close()]);
    await test.close();
  });

  const check = (sql: Knex): Promise<void> => assertUnprivileged(async (text) => (await sql.raw<{ rows: RoleRows }>(text)).rows);
  const currentUser = async (sql: Knex): Promise<string | undefined> =>
    (await sql.raw<{ rows: { user: string }[] }>('select current_user as user')).rows[0]?.user;

  it('is fleetbridge_service, and the service starts as it', async () => {
    expect(await currentUser(single.knex)).to.equal(SERVICE_ROLE);
    await check(single.knex);
  });

  for (const reset of ['reset role', 'reset all', 'discard all']) {
    it(`"${reset}" leads back to it, and regains no rights`, async () => {
      await single.knex.raw(reset);
      expect(await currentUser(single.knex)).to.equal(SERVICE_ROLE);
      expect((await single.knex('tenant').select<unknown[]>('*')).length).to.equal(0);
      expect(String(await rejectionOf(Promise.resolve(single.knex.raw('alter table tenant disable row level security'))))).to.contain('must be owner');
    });
  }

  it('may not make tables, nor switch the wall off', async () => {
    const forbidden = ['create table mine (id int)', 'alter table driver no force row level security', 'drop policy own_tenant on driver', 'alter policy own_tenant on driver using (true)', `alter role ${SERVICE_ROLE} bypassrls`];
    for (const sql of forbidden) expect(String(await rejectionOf(Promise.resolve(single.knex.raw(sql)))), sql).to.match(/permission denied|must be owner|may alter/);
  });

  it('the service refuses to start as a superuser', async () => {
    const error = await rejectionOf(check(owner.knex));
    expect(String(error)).to.match(/It only starts as fleetbridge_service\.$/);
  });

  const roles: readonly [string, string][] = [
    ['a role that bypasses row level security', 'create role wall_bypass bypassrls'],
    ['a role that owns a table', 'create role wall_owner; create table wall_owned (id int); alter table wall_owned owner to wall_owner'],
  ];
  for (const [what, create] of roles) {
    it(`the service refuses to start as ${what}`, async () => {
      const name = /role (\w+)/.exec(create)?.[1] ?? '';
      const undo = new Error('undo');
      const running = owner.knex.transaction(async (trx) => {
        await trx.raw(create);
        await trx.raw('set local role ??', [name]);
        expect(String(await rejectionOf(check(trx)))).to.contain(`as database role "${name}"`);
        throw undo;
      });
      expect(await rejectionOf(running)).to.equal(undo);
    });
  }

  it('the service refuses to start where its role cannot be seen', async () => {
    expect(String(await rejectionOf(assertUnprivileged(async () => [])))).to.contain('"unknown"');
  });
});
