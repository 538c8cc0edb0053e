import type { Knex } from 'knex';

/**
 * Drivers, the last observation of each driver's hours, and overrides.
 *
 * `read_driver_hos` is the hot read: one statement instead of begin, set_config, select, commit. It sets the tenant
 * for its own transaction and runs with the caller's rights, so row level security holds inside it too.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table driver (
      tenant_id uuid not null references tenant,
      driver_id text not null,
      name text not null,
      is_active boolean not null default true,
      integration_id uuid,
      external_driver_id text,
      ruleset text not null default 'not-sent',
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant_id, driver_id),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id),
      check ((integration_id is null) = (external_driver_id is null))
    );
    create unique index driver_link on driver (tenant_id, integration_id, external_driver_id);
    create index driver_name on driver (tenant_id, name, driver_id);
    call protect_tenant_table('driver');

    create table hos_snapshot (
      tenant_id uuid not null,
      driver_id text not null,
      integration_id uuid not null,
      data_source text not null,
      external_driver_id text not null,
      duty_status text not null,
      duty_status_raw text,
      drive_hours double precision,
      shift_hours double precision,
      cycle_hours double precision,
      until_break_hours double precision,
      shift_driving_violation_hours double precision,
      cycle_violation_hours double precision,
      as_of timestamptz not null,
      primary key (tenant_id, driver_id),
      foreign key (tenant_id, driver_id) references driver
    ) with (fillfactor = 70);
    call protect_tenant_table('hos_snapshot');

    create table hos_override (
      id bigint generated always as identity primary key,
      tenant_id uuid not null,
      driver_id text not null,
      hours_driven double precision not null,
      on_duty_time double precision not null,
      hours_since_break double precision not null,
      duty_status text not null,
      reason text not null,
      set_by text not null,
      set_by_id text not null,
      set_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      ended_by_id text,
      foreign key (tenant_id, driver_id) references driver
    );
    create unique index hos_override_open on hos_override (tenant_id, driver_id) where ended_at is null;
    call protect_tenant_table('hos_override');

    create view driver_hos with (security_invoker = true) as
      select d.tenant_id, d.driver_id, d.name, d.is_active, d.integration_id, d.external_driver_id, d.ruleset,
        i.enabled and i.deleted_at is null as integration_enabled,
        i.config ->> 'default_ruleset' as default_ruleset,
        s.data_source, s.external_driver_id as snapshot_external_driver_id, s.duty_status, s.duty_status_raw,
        s.drive_hours, s.shift_hours, s.cycle_hours, s.until_break_hours, s.shift_driving_violation_hours,
        s.cycle_violation_hours, s.as_of,
        o.hours_driven as override_hours_driven, o.on_duty_time as override_on_duty_time,
        o.hours_since_break as override_hours_since_break, o.duty_status as override_duty_status,
        o.reason as override_reason, o.set_by as override_set_by, o.set_at as override_set_at,
        o.expires_at as override_expires_at,
        exists (
          select 1 from integration c
          where c.tenant_id = d.tenant_id and c.integration_type = 'HOS_ELD' and c.enabled and c.deleted_at is null
        ) as tenant_connected
      from driver d
      left join integration i on i.tenant_id = d.tenant_id and i.id = d.integration_id
      left join hos_snapshot s on s.tenant_id = d.tenant_id and s.driver_id = d.driver_id
      left join hos_override o on o.tenant_id = d.tenant_id and o.driver_id = d.driver_id and o.ended_at is null;

    create function read_driver_hos(tenant uuid, driver text) returns setof driver_hos language plpgsql as $$
    begin
      perform set_config('app.tenant_id', tenant::text, true);
      return query select * from driver_hos h where h.tenant_id = tenant and h.driver_id = driver;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function read_driver_hos(uuid, text);
    drop view driver_hos;
    drop table hos_override, hos_snapshot, driver;
  `);
}
