import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** A table whose rows belong to tenants, and how it is protected. */
export interface TenantTable {
  readonly name: string;
  readonly column: string;
  readonly enabled: boolean;
  readonly forced: boolean;
}

/** Tables that hold no tenant's rows: knex's own, and windows of requests and of vendor calls under opaque keys. */
export const TABLES_OF_NO_TENANT = ['knex_migrations', 'knex_migrations_lock', 'request_window', 'vendor_permit'];

const TENANT_TABLES = `
  select c.relname as name, case c.relname when 'tenant' then 'id' else 'tenant_id' end as column,
    c.relrowsecurity as enabled, c.relforcerowsecurity as forced
  from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    and (c.relname = 'tenant' or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
  order by 1`;

/** Every table of a tenant's rows, from the catalog: a new one is found without being named here. */
export async function tenantTables(owner: Knex): Promise<readonly TenantTable[]> {
  return (await owner.raw<{ rows: TenantTable[] }>(TENANT_TABLES)).rows;
}

export async function newTenant(owner: Knex): Promise<string> {
  const id = randomUUID();
  await owner('tenant').insert({ id, name: 'Walled', created_at: new Date() });
  return id;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly allowed: string | null;
}

/** Columns that must be given, each with the first value its check allows. */
const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, null) as type,
    (select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''') from pg_constraint k
     where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]) as allowed
  from pg_attribute a
  where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = ''`;

const SAMPLES: Readonly<Record<string, unknown>> = {
  text: 'x', integer: 300, bigint: 300, 'double precision': 1, boolean: true, jsonb: '{}', bytea: Buffer.from('x'), 'timestamp with time zone': new Date(), numeric: 1, date: '2026-03-02',
};

/** Gives a tenant a row in every table, also in tables that did not exist when this was written. Foreign keys are not asked. */
export async function fillEveryTable(owner: Knex, tenantId: string): Promise<void> {
  const integrationId = randomUUID();
  await owner.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = 'replica'");
    for (const { name, column } of await tenantTables(trx)) {
      if (name === 'tenant') continue;
      const { rows } = await trx.raw<{ rows: Column[] }>(COLUMNS, [name]);
      const given: Record<string, unknown> = { driver_id: `driver-${tenantId}`, integration_id: integrationId, [column]: tenantId };
      const values = rows.map((needed): [string, unknown] => [needed.name, given[needed.name] ?? sampleOf(needed)]);
      const id = name === 'integration' ? { id: integrationId } : {};
      await trx(name).insert({ ...Object.fromEntries(values), ...id });
    }
  });
}

function sampleOf({ name, type, allowed }: Column): unknown {
  if (allowed !== null) return allowed;
  if (type.endsWith('[]')) return '{}';
  if (type === 'uuid') return randomUUID();
  if (/digest|email|key/.test(name)) return type === 'bytea' ? Buffer.from(randomUUID()) : randomUUID();
  if (!(type in SAMPLES)) throw new Error(`No sample of type ${type} for column ${name}; add one.`);
  return SAMPLES[type];
}
