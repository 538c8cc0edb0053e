import type { Knex } from 'knex';
import type { AssignedPage, LoadAccountKey, LoadStore, SavedLoads } from '../../../application/fleet-data/ports/load-store.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { SqlScope } from '../database.js';
import type { IntegrationRow } from '../integrations/knex-integration-repository.js';
import { holdLease } from '../sync-history/hold-lease.js';
import { ACTIVE, PAGE_COLUMNS, pageJson } from './load-rows.js';

/** The tenant has connected the vendor anew: of several loads left behind with one external id the last seen is taken over. */
const ADOPT = `
  with left_behind as (
    select distinct on (l.external_load_id) l.load_id
    from integration ours
    join integration deleted on deleted.tenant_id = ours.tenant_id and deleted.vendor = ours.vendor and deleted.deleted_at is not null
    join tms_load l on l.tenant_id = deleted.tenant_id and l.integration_id = deleted.id
    where ours.tenant_id = :tenantId and ours.id = :integrationId and ours.deleted_at is null
      and not exists (select from tms_load other where other.tenant_id = l.tenant_id
                      and other.integration_id = ours.id and other.external_load_id = l.external_load_id)
    order by l.external_load_id, l.as_of desc)
  update tms_load l set integration_id = :integrationId from left_behind b where l.tenant_id = :tenantId and l.load_id = b.load_id`;

/**
 * The stored row of a load of the page. `limit 1` makes PostgreSQL look up the loads one by one, in the order of the page;
 * joined, it reads the account's whole history for every page.
 */
const stored = (columns: string): string => `lateral (
  select ${columns} from tms_load l
  where l.tenant_id = :tenantId and l.integration_id = :integrationId and l.external_load_id = p.external_load_id limit 1)`;

const PAGE = `page as materialized (select * from jsonb_to_recordset(cast(:page as jsonb)) as p(${PAGE_COLUMNS}))`;

const CONTENT = `data_source, status, status_raw, gone, pickup, delivery, pickup_at, pickup_local, delivery_at, delivery_local,
  assigned_external_driver_id, assigned_driver_id, total_miles`;

/** News is not kept out by what is newer only because a replica's clock was wrong. */
const notOlder = (known: string, news: string): string => `(${known} <= ${news} or ${known} > clock_timestamp() + interval '2 minutes')`;

/**
 * An upsert of rows that are there: it finds each by the unique index, whatever the planner knows of the table, and in the
 * order of the page, so that two writers of the same loads wait for each other and never in a circle.
 */
const UPDATE = `
  with ${PAGE},
  seen as materialized (
    select known.load_id, known.before, p.external_load_id, cast(:dataSource as text) as data_source, p.status, p.status_raw,
      false as gone, p.pickup, p.delivery, p.pickup_at, p.pickup_local, p.delivery_at, p.delivery_local, p.assigned_external_driver_id,
      case when p.keep_driver and known.external_driver is not distinct from p.assigned_external_driver_id
        then known.driver else p.assigned_driver_id end as assigned_driver_id,
      p.total_miles, p.as_of
    from page p
    cross join ${stored(`l.load_id, l.as_of, l.assigned_external_driver_id as external_driver, l.assigned_driver_id as driver, row(${CONTENT}) as before`)} known
    where ${notOlder('known.as_of', 'p.as_of')}),
  written as (
    insert into tms_load as l (tenant_id, integration_id, load_id, external_load_id, as_of, ${CONTENT})
    select cast(:tenantId as uuid), cast(:integrationId as uuid), load_id, external_load_id, as_of, ${CONTENT} from seen
    on conflict (tenant_id, integration_id, external_load_id) do update
    set as_of = excluded.as_of, ${CONTENT.replaceAll(/\w+/g, (column) => `${column} = excluded.${column}`)}
    where ${notOlder('l.as_of', 'excluded.as_of')})
  select count(*) as updated from seen where before is distinct from row(${CONTENT})`;

const ADD = `
  with ${PAGE},
  added as (
    insert into tms_load (tenant_id, load_id, integration_id, external_load_id, data_source, status, status_raw, pickup, delivery,
      pickup_at, pickup_local, delivery_at, delivery_local, assigned_external_driver_id, assigned_driver_id, total_miles, as_of)
    select cast(:tenantId as uuid),
      case when exists (select from tms_load l where l.tenant_id = cast(:tenantId as uuid) and l.load_id = p.first_choice)
        then p.second_choice else p.first_choice end,
      cast(:integrationId as uuid), p.external_load_id, :dataSource, p.status, p.status_raw, p.pickup, p.delivery, p.pickup_at,
      p.pickup_local, p.delivery_at, p.delivery_local, p.assigned_external_driver_id, p.assigned_driver_id, p.total_miles, p.as_of
    from page p left join ${stored('true as found')} known on true
    where known.found is null
    on conflict do nothing
    returning 1)
  select count(*) as created from added`;

/** Looked at afterwards: a live read may have added one of them in the meantime, and that is no failure. */
const HOMELESS = `
  with ${PAGE}
  select count(*) as homeless from page p left join ${stored('true as found')} known on true where known.found is null`;

/** Locks in the order in which pages are written, so that two writers never wait in a circle. */
const MARK_GONE = `
  with locked as materialized (
    select load_id, gone from tms_load
    where tenant_id = :tenantId and integration_id = :integrationId and external_load_id = any(cast(:ids as text[])) and as_of <= :asOf
      and (gone or ${ACTIVE})
    order by external_load_id collate "C" for update),
  marked as (
    update tms_load l set gone = true, status = 'UNKNOWN', status_raw = null, as_of = :asOf
    from locked where l.tenant_id = :tenantId and l.load_id = locked.load_id)
  select count(*) filter (where not gone) as marked from locked`;

const NOTE_LIST_READ = `
  insert into tms_list_read as r (tenant_id, integration_id, read_at) values (:tenantId, :integrationId, :readAt)
  on conflict (tenant_id, integration_id) do update set read_at = greatest(r.read_at, excluded.read_at)`;

export class KnexLoadStore implements LoadStore {
  constructor(private readonly scope: SqlScope) {}

  async adopt(account: LoadAccountKey, lease?: WorkLease): Promise<void> {
    await this.write(account, lease, (sql) => sql.raw(ADOPT, { ...account }));
  }

  async save({ tenantId, integrationId, dataSource, loads }: AssignedPage, lease?: WorkLease): Promise<SavedLoads> {
    if (loads.length === 0) return { created: 0, updated: 0, failed: 0 };
    return this.write({ tenantId, integrationId }, lease, async (sql) => {
      const [integration] = await sql<IntegrationRow>('integration').where({ tenant_id: tenantId, id: integrationId, deleted_at: null }).select('vendor');
      const bindings = { tenantId, integrationId, dataSource, page: pageJson(loads, integration?.vendor ?? '') };
      const { rows } = await sql.raw<{ rows: { updated: number }[] }>(UPDATE, bindings);
      const updated = rows[0]?.updated ?? 0;
      if (integration === undefined) return { created: 0, updated, failed: 0 };
      const first = await add(sql, bindings);
      // A load that lost its id to another account's writer at this very moment finds its second id free.
      const second = first.homeless === 0 ? { created: 0, homeless: 0 } : await add(sql, bindings);
      return { created: first.created + second.created, updated, failed: second.homeless };
    });
  }

  listUnlisted({ tenantId, integrationId }: LoadAccountKey, listed: readonly string[], limit: number): Promise<readonly string[]> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('tms_load')
        .where({ tenant_id: tenantId, integration_id: integrationId })
        .whereRaw(ACTIVE)
        .whereRaw('not exists (select from unnest(?::text[]) as l(id) where l.id = external_load_id)', [[...listed]])
        .orderBy(['as_of', 'external_load_id'])
        .limit(limit)
        .select<{ external_load_id: string }[]>('external_load_id');
      return rows.map((row) => row.external_load_id);
    });
  }

  markGone(account: LoadAccountKey, externalLoadIds: readonly string[], asOf: Date, lease?: WorkLease): Promise<number> {
    return this.write(account, lease, async (sql) => {
      const { rows } = await sql.raw<{ rows: { marked: number }[] }>(MARK_GONE, { ...account, ids: [...externalLoadIds], asOf });
      return rows[0]?.marked ?? 0;
    });
  }

  async noteListRead(account: LoadAccountKey, readAt: Date, lease?: WorkLease): Promise<void> {
    await this.write(account, lease, (sql) => sql.raw(NOTE_LIST_READ, { ...account, readAt }));
  }

  private write<Result>({ tenantId }: LoadAccountKey, lease: WorkLease | undefined, work: (sql: Knex) => PromiseLike<Result>): Promise<Result> {
    return this.scope.tenant(tenantId, async (sql) => {
      if (lease !== undefined) await holdLease(sql, lease);
      return work(sql);
    });
  }
}

/** Adds what is new. `homeless` loads of the page are still not stored: no id was free. */
async function add(sql: Knex, bindings: Knex.ValueDict): Promise<{ readonly created: number; readonly homeless: number }> {
  const added = await sql.raw<{ rows: { created: number }[] }>(ADD, bindings);
  const left = await sql.raw<{ rows: { homeless: number }[] }>(HOMELESS, bindings);
  return { created: added.rows[0]?.created ?? 0, homeless: left.rows[0]?.homeless ?? 0 };
}
