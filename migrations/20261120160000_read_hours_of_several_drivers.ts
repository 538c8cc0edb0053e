import type { Knex } from 'knex';

/**
 * `read_driver_hos` for any number of drivers of one tenant: reads that come at the same time share one statement.
 * It still sets the tenant for its own transaction and runs with the caller's rights, so row level security holds inside.
 * One driver has a statement of its own: a plan made for ten reads the tables of a small fleet whole (0.15 ms, not 0.05).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function read_driver_hos(uuid, text);
    create function read_driver_hos(tenant uuid, variadic drivers text[]) returns setof driver_hos language plpgsql as $$
    begin
      perform set_config('app.tenant_id', tenant::text, true);
      if cardinality(drivers) = 1 then
        return query select * from driver_hos h where h.tenant_id = tenant and h.driver_id = drivers[1];
      else
        return query select * from driver_hos h where h.tenant_id = tenant and h.driver_id = any (drivers);
      end if;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function read_driver_hos(uuid, text[]);
    create function read_driver_hos(tenant uuid, driver text) returns setof driver_hos language plpgsql as $$
    begin
      perform set_config('app.tenant_id', tenant::text, true);
      return query select * from driver_hos h where h.tenant_id = tenant and h.driver_id = driver;
    end $$;
  `);
}
