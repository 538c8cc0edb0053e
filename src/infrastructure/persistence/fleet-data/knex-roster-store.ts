import type { RosterAccount, RosterEntry, RosterPageResult, RosterStore } from '../../../application/fleet-data/ports/roster-store.js';
import { driverIdCandidates } from '../../../domain/fleet-data/roster.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { SqlScope } from '../database.js';
import type { IntegrationRow } from '../integrations/knex-integration-repository.js';
import { holdLease } from '../sync-history/hold-lease.js';

/**
 * Updates linked drivers, then relinks those of a deleted integration with the same vendor (the tenant has connected
 * it anew), then adds the rest under the first free of two ids. Each statement returns how many rows it touched.
 * `limit 1` makes PostgreSQL look up the drivers of the page one by one; joined, it reads the whole fleet for every page.
 */
const UPDATE = `
  with page as (select * from unnest(?::text[], ?::text[], ?::text[]) as p(external_driver_id, name, ruleset)),
  changed as materialized (
    select known.driver_id, p.name, p.ruleset
    from page p cross join lateral (
      select d.driver_id, d.name, d.ruleset, d.is_active from driver d
      where d.tenant_id = ? and d.integration_id = ? and d.external_driver_id = p.external_driver_id limit 1) known
    where (known.name, known.ruleset, known.is_active) is distinct from (p.name, p.ruleset, true)),
  touched as (
    update driver d set name = c.name, ruleset = c.ruleset, is_active = true, updated_at = clock_timestamp()
    from changed c where d.tenant_id = ? and d.driver_id = c.driver_id
    returning 1)
  select count(*) as rows from touched`;

const RELINK = `
  with left_behind as (
    select distinct on (d.external_driver_id) d.driver_id, now_linked.id as integration_id
    from integration now_linked
    join integration gone on gone.tenant_id = now_linked.tenant_id and gone.vendor = now_linked.vendor and gone.deleted_at is not null
    join driver d on d.tenant_id = gone.tenant_id and d.integration_id = gone.id and d.external_driver_id = any(?::text[])
    where now_linked.tenant_id = ? and now_linked.id = ?
      and not exists (select from driver other where other.tenant_id = d.tenant_id
                      and other.integration_id = now_linked.id and other.external_driver_id = d.external_driver_id)
    order by d.external_driver_id, d.updated_at desc)
  update driver d set integration_id = l.integration_id, updated_at = clock_timestamp()
  from left_behind l where d.tenant_id = ? and d.driver_id = l.driver_id`;

const NOT_LISTED = 'not exists (select from unnest(?::text[]) as l(id) where l.id = external_driver_id)';

const ADD = `
  with page as (
    select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      as p(external_driver_id, name, ruleset, first_choice, second_choice)
  ), fresh as materialized (
    select p.* from page p left join lateral (
      select true as found from driver d
      where d.tenant_id = ? and d.integration_id = ? and d.external_driver_id = p.external_driver_id limit 1) known on true
    where known.found is null
  ), added as (
    insert into driver (tenant_id, driver_id, name, ruleset, integration_id, external_driver_id)
    select ?::uuid, case when exists (select from driver d where d.tenant_id = ?::uuid and d.driver_id = f.first_choice)
                    then f.second_choice else f.first_choice end, f.name, f.ruleset, ?::uuid, f.external_driver_id
    from fresh f
    on conflict do nothing
    returning 1)
  select (select count(*) from added) as added, (select count(*) from fresh) as fresh`;

export class KnexRosterStore implements RosterStore {
  constructor(private readonly scope: SqlScope) {}

  countActive({ tenantId, integrationId }: RosterAccount): Promise<number> {
    return this.scope.tenant(tenantId, async (sql) => {
      const linked = sql('driver').where({ tenant_id: tenantId, integration_id: integrationId, is_active: true });
      return (await linked.count<{ total: number }[]>({ total: '*' }))[0]?.total ?? 0;
    });
  }

  saveEntries(lease: WorkLease, entries: readonly RosterEntry[]): Promise<RosterPageResult> {
    const { tenantId, integrationId } = lease;
    const ids = entries.map(({ externalDriverId }) => externalDriverId);
    const names = entries.map(({ name }) => name);
    const rulesets = entries.map(({ ruleset }) => ruleset);
    return this.scope.tenant(tenantId, async (sql) => {
      await holdLease(sql, lease);
      await sql.raw(RELINK, [ids, tenantId, integrationId, tenantId]);
      const account = [tenantId, integrationId];
      const updated = await sql.raw<{ rows: { rows: number }[] }>(UPDATE, [ids, names, rulesets, ...account, tenantId]);
      const [vendor] = await sql<IntegrationRow>('integration').where({ tenant_id: tenantId, id: integrationId }).select('vendor');
      const choices = ids.map((id) => driverIdCandidates(vendor?.vendor ?? '', id));
      const [first, second] = [choices.map(([one]) => one), choices.map(([, other]) => other)];
      const bindings = [ids, names, rulesets, first, second, ...account, tenantId, tenantId, integrationId];
      const { rows } = await sql.raw<{ rows: { added: number; fresh: number }[] }>(ADD, bindings);
      const { added = 0, fresh = 0 } = rows[0] ?? {};
      return { created: added, updated: updated.rows[0]?.rows ?? 0, failed: fresh - added };
    });
  }

  countMissing({ tenantId, integrationId }: RosterAccount, listed: readonly string[]): Promise<number> {
    return this.scope.tenant(tenantId, async (sql) => {
      const missing = sql('driver')
        .where({ tenant_id: tenantId, integration_id: integrationId, is_active: true })
        .whereRaw(NOT_LISTED, [[...listed]]);
      return (await missing.count<{ total: number }[]>({ total: '*' }))[0]?.total ?? 0;
    });
  }

  async deactivateMissing(lease: WorkLease, listed: readonly string[]): Promise<void> {
    const { tenantId, integrationId } = lease;
    await this.scope.tenant(tenantId, async (sql) => {
      await holdLease(sql, lease);
      await sql('driver')
        .where({ tenant_id: tenantId, integration_id: integrationId, is_active: true })
        .whereRaw(NOT_LISTED, [[...listed]])
        .update({ is_active: false, updated_at: sql.raw('clock_timestamp()') });
    });
  }
}
