import { expect } from 'chai';
import type { Knex } from 'knex';
import { toTenantId } from '../../../src/domain/shared/identifiers.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { rejectionOf } from '../../support/rejection.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { TABLES_OF_NO_TENANT, fillEveryTable, newTenant, tenantTables } from './tenant-rows.js';
import type { TenantTable } from './tenant-rows.js';

interface Policy {
  readonly name: string;
  readonly using: string;
  readonly check: string;
}

const POLICIES = `
  select polname as name, pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check
  from pg_policy where polrelid = ?::regclass and polcmd = '*' and polpermissive and polroles = '{0}' order by polname`;

describe('The second wall around a tenant\'s rows', () => {
  let test: TestDatabase;
  let owner: Database;
  /** One connection, so that every query follows the one before on it. */
  let single: Database;
  let home: string;
  let other: string;
  let tables: readonly TenantTable[];

  before(async function (this: Mocha.Context) {
    this.timeout(60_000);
    test = await openTestDatabase();
    owner = openTestPool(test.ownerUrl, 1, null);
    single = openTestPool(test.ownerUrl, 1);
    [home, other] = [await newTenant(owner.knex), await newTenant(owner.knex)];
    await fillEveryTable(owner.knex, home);
    await fillEveryTable(owner.knex, other);
    tables = await tenantTables(owner.knex);
  });

  after(async () => {
    await Promise.all([single.close(), owner.close()]);
    await test.close();
  });

  const count = async (sql: Knex, { name }: TenantTable): Promise<number> => {
    const { rows } = await sql.raw<{ rows: { rows: number }[] }>('select count(*) as rows from ??', [name]);
    return rows[0]?.rows ?? 0;
  };
  const counts = async (sql: Knex): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const table of tables) found[table.name] = await count(sql, table);
    return found;
  };
  const as = <Result>(tenant: string, work: (sql: Knex) => Promise<Result>): Promise<Result> =>
    single.tenant(toTenantId(tenant), work);

  it('surrounds every table that has a tenant_id, and the tenants: enabled, forced, with both policies and no other', async () => {
    expect(tables.map(({ name }) => name)).to.include.members(['tenant', 'app_user', 'user_session', 'audit_entry', 'idempotency_record', 'integration', 'integration_credential', 'driver', 'hos_snapshot', 'hos_override', 'sync_run', 'tms_load', 'tms_list_read']);
    for (const { name, column, enabled, forced } of tables) {
      expect([name, enabled, forced]).to.deep.equal([name, true, true]);
      const { rows } = await owner.knex.raw<{ rows: Policy[] }>(POLICIES, [name]);
      const own = `(${column} = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)`;
      const system = "(current_setting('app.system'::text, true) = 'on'::text)";
      expect(rows, name).to.deep.equal([{ name: 'own_tenant', using: own, check: own }, { name: 'system_work', using: system, check: system }]);
    }
  });

  it('every other table is known to hold no tenant\'s rows', async () => {
    const { rows } = await owner.knex.raw<{ rows: { name: string }[] }>("select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace");
    const walled = new Set(tables.map(({ name }) => name));
    expect(rows.map(({ name }) => name).filter((name) => !walled.has(name)).sort()).to.deep.equal([...TABLES_OF_NO_TENANT].sort());
  });

  it('views run with the rights of whoever reads them', async () => {
    const { rows } = await owner.knex.raw<{ rows: { name: string; options: string[] | null }[] }>("select relname as name, reloptions as options from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace");
    expect(rows.map(({ name }) => name)).to.include('driver_hos');
    expect(rows.filter(({ options }) => options?.includes('security_invoker=true') !== true)).to.deep.equal([]);
  });

  it('functions run with the rights of whoever calls them', async () => {
    const { rows } = await owner.knex.raw<{ rows: { name: string }[] }>("select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace");
    expect(rows).to.deep.equal([]);
  });

  it('the owner\'s own look shows rows of both tenants in every table: the tests below can fail', async () => {
    for (const table of tables) {
      const { rows } = await owner.knex.raw<{ rows: { tenant: string }[] }>('select distinct ?? as tenant from ??', [table.column, table.name]);
      expect(rows.map(({ tenant }) => tenant), table.name).to.include.members([home, other]);
    }
  });

  it('a tenant\'s transaction sees its rows and 0 of others, in every table', async () => {
    await as(home, async (sql) => {
      for (const table of tables) {
        const { rows } = await sql.raw<{ rows: { tenant: string }[] }>('select distinct ?? as tenant from ??', [table.column, table.name]);
        expect(rows, table.name).to.deep.equal([{ tenant: home }]);
      }
    });
  });

  for (const end of ['commit', 'rollback'] as const) {
    it(`a raw query on the connection another tenant just used sees 0 rows in every table (after ${end})`, async () => {
      const used = as(home, async (sql) => {
        expect((await counts(sql))['app_user']).to.be.greaterThan(0);
        if (end === 'rollback') throw new Error('rolled back');
      });
      await used.catch(() => undefined);
      expect(Object.entries(await counts(single.knex)).filter(([, rows]) => rows > 0)).to.deep.equal([]);
    });
  }

  it('a raw query on the connection the system just used sees 0 rows in every table', async () => {
    await single.system(async (sql) => {
      expect((await counts(sql))['tenant']).to.be.greaterThan(1);
    });
    expect(Object.entries(await counts(single.knex)).filter(([, rows]) => rows > 0)).to.deep.equal([]);
  });

  it('a setting that is empty or no UUID shows no rows', async () => {
    expect(Object.values(await as('', counts)).filter((rows) => rows > 0)).to.deep.equal([]);
    expect(await rejectionOf(as('acme', counts))).to.be.instanceOf(Error);
  });

  it('updates and deletes of all rows reach 0 rows of another tenant', async () => {
    const before = await counts(owner.knex);
    await as(home, async (sql) => {
      const { rowCount } = await sql.raw<{ rowCount: number }>("update app_user set name = 'everybody'");
      expect(rowCount).to.equal(1);
      await sql.raw('delete from user_session');
      throw new Error('rolled back');
    }).catch((error: unknown) => expect(String(error)).to.contain('rolled back'));
    await as(home, (sql) => sql.raw('delete from hos_snapshot where tenant_id = ?', [other]));
    expect(await counts(owner.knex)).to.deep.equal(before);
  });

  it('an insert for another tenant is refused, and so is moving a row to one', async () => {
    const insert = as(home, (sql) => sql('driver').insert({ tenant_id: other, driver_id: 'intruder', name: 'Intruder' }));
    expect(String(await rejectionOf(insert))).to.contain('row-level security policy for table "driver"');
    const move = as(home, (sql) => sql('driver').update({ tenant_id: other }));
    expect(String(await rejectionOf(move))).to.contain('row-level security policy for table "driver"');
    const outside = single.knex('driver').insert({ tenant_id: other, driver_id: 'intruder', name: 'Intruder' });
    expect(String(await rejectionOf(Promise.resolve(outside)))).to.contain('row-level security policy for table "driver"');
  });

  it('every function that sets a tenant or the system sets it for its own transaction alone', async () => {
    const { rows } = await owner.knex.raw<{ rows: { source: string }[] }>("select prosrc as source from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'set_config'");
    const settings = rows.flatMap(({ source }) => source.match(/set_config\([^;]*\)/g) ?? []);
    expect(settings).to.include("set_config('app.tenant_id', tenant::text, true)");
    expect(settings.filter((setting) => !setting.endsWith(', true)'))).to.deep.equal([]);
  });

  it('read_driver_hos shows the named tenant\'s drivers and leaves the connection without a tenant', async () => {
    const read = (tenant: string, ...drivers: string[]): Promise<{ tenant_id: string }[]> =>
      single.prepared<{ tenant_id: string }>('read-hos', 'select * from read_driver_hos($1, variadic $2::text[])', [tenant, drivers]);
    expect((await read(home, `driver-${home}`)).map((row) => row.tenant_id)).to.deep.equal([home]);
    expect((await read(home, `driver-${home}`, `driver-${other}`)).map((row) => row.tenant_id)).to.deep.equal([home]);
    expect(await read(home, `driver-${other}`)).to.deep.equal([]);
    expect(await read(other, `driver-${home}`)).to.deep.equal([]);
    expect(Object.entries(await counts(single.knex)).filter(([, rows]) => rows > 0)).to.deep.equal([]);
    const { rows } = await single.knex.raw<{ rows: unknown[] }>('select * from driver_hos');
    expect(rows).to.deep.equal([]);
  });
});
