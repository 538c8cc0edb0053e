import type { Knex } from 'knex';

/**
 * The last permits of each vendor account (unlogged: after a crash a window starts anew, which is harmless), and one circuit
 * per integration, shared by all replicas. The two functions are what nearly every attempt at a healthy
 * vendor needs, each in one statement: read the circuit, and count a good answer of one that is closed and clean.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table circuit (
      tenant_id uuid not null,
      integration_id uuid not null,
      phase text not null check (phase in ('closed', 'open', 'half-open')),
      failures int not null,
      successes int not null,
      until timestamptz,
      generation int not null,
      last_change_at timestamptz,
      total_requests bigint not null,
      total_failures bigint not null,
      primary key (tenant_id, integration_id),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    ) with (fillfactor = 50);
    call protect_tenant_table('circuit');

    create function read_circuit(tenant uuid, integration uuid) returns setof circuit language plpgsql as $$
    begin
      perform set_config('app.tenant_id', tenant::text, true);
      return query select * from circuit c where c.tenant_id = tenant and c.integration_id = integration;
    end $$;

    create function count_good_answer(tenant uuid, integration uuid, of_generation int) returns boolean language plpgsql as $$
    begin
      perform set_config('app.tenant_id', tenant::text, true);
      update circuit c set total_requests = c.total_requests + 1
      where c.tenant_id = tenant and c.integration_id = integration and c.phase = 'closed' and c.failures = 0
        and c.generation = of_generation;
      return found;
    end $$;

    create unlogged table vendor_permit (
      account text primary key,
      hits timestamptz[] not null
    ) with (fillfactor = 50);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function read_circuit(uuid, uuid);
    drop function count_good_answer(uuid, uuid, int);
    drop table circuit, vendor_permit;
  `);
}
