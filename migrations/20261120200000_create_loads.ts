import type { Knex } from 'knex';

/**
 * Loads of TMS accounts as their vendors last told of them, and when each account's list was last read to its end.
 *
 * An appointment is a moment (`…_at`) or a clock time whose zone the vendor does not tell (`…_local`). Places are read
 * and written whole, so each is one value. `assigned_driver_id` is what we made of the vendor's word when it was stored.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table tms_load (
      tenant_id uuid not null,
      load_id text not null,
      integration_id uuid not null,
      external_load_id text not null,
      data_source text not null,
      status text not null check (status in ('ASSIGNED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED', 'UNKNOWN')),
      status_raw text,
      gone boolean not null default false,
      pickup jsonb,
      delivery jsonb,
      pickup_at timestamptz,
      pickup_local text,
      delivery_at timestamptz,
      delivery_local text,
      assigned_external_driver_id text,
      assigned_driver_id text,
      total_miles double precision,
      as_of timestamptz not null,
      primary key (tenant_id, load_id),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id),
      check (pickup_at is null or pickup_local is null),
      check (delivery_at is null or delivery_local is null)
    ) with (fillfactor = 80);
    create unique index tms_load_of_vendor on tms_load (tenant_id, integration_id, external_load_id);
    create index tms_load_by_pickup on tms_load (tenant_id, pickup_at, load_id);
    create index tms_load_active_by_pickup on tms_load (tenant_id, pickup_at, load_id)
      where status not in ('DELIVERED', 'CANCELLED') and not gone;
    create index tms_load_active_of_vendor on tms_load (tenant_id, integration_id)
      where status not in ('DELIVERED', 'CANCELLED') and not gone;
    call protect_tenant_table('tms_load');

    create table tms_list_read (
      tenant_id uuid not null,
      integration_id uuid not null,
      read_at timestamptz not null,
      primary key (tenant_id, integration_id),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    call protect_tenant_table('tms_list_read');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table tms_list_read, tms_load');
}
