import type { Knex } from 'knex';

/** Connections to vendors, their sealed credentials, and the runs that sync them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table integration (
      id uuid primary key,
      tenant_id uuid not null references tenant,
      vendor text not null,
      integration_type text not null,
      display_name text not null,
      enabled boolean not null,
      condition text not null check (condition in ('unreached', 'reached', 'failing')),
      config jsonb not null,
      sync_interval_seconds int not null check (sync_interval_seconds between 60 and 86400),
      next_sync_at timestamptz not null,
      last_sync_at timestamptz,
      last_success_at timestamptz,
      last_error_at timestamptz,
      last_error_message text,
      version int not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      deleted_at timestamptz,
      unique (tenant_id, id)
    );
    create unique index integration_one_enabled on integration (tenant_id, vendor) where enabled and deleted_at is null;
    create index integration_tenant on integration (tenant_id, created_at) where deleted_at is null;
    create index integration_due on integration (next_sync_at) where enabled and deleted_at is null;
    call protect_tenant_table('integration');

    create table integration_credential (
      integration_id uuid not null,
      tenant_id uuid not null,
      field text not null,
      envelope text not null,
      primary key (integration_id, field),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    call protect_tenant_table('integration_credential');

    create table sync_run (
      id uuid primary key,
      tenant_id uuid not null,
      integration_id uuid not null,
      sync_type text not null check (sync_type in ('hos', 'loads', 'pems_pull')),
      trigger text not null check (trigger in ('schedule', 'manual', 'webhook')),
      status text not null check (status in ('running', 'success', 'partial', 'failed')),
      roster_confirmed boolean not null,
      started_at timestamptz not null default clock_timestamp(),
      completed_at timestamptz,
      records_processed int not null default 0,
      records_created int not null default 0,
      records_updated int not null default 0,
      records_failed int not null default 0,
      error_code text,
      error_message text,
      fencing int not null default 1,
      lease_until timestamptz,
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    create unique index sync_run_one_running on sync_run (integration_id) where status = 'running';
    create index sync_run_history on sync_run (tenant_id, integration_id, started_at desc);
    create index sync_run_completed on sync_run (completed_at);
    call protect_tenant_table('sync_run');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table sync_run, integration_credential, integration');
}
