import type { Knex } from 'knex';

/**
 * Tenants, users, sessions and the audit log, and the second wall around every tenant's rows.
 *
 * `protect_tenant_table` turns row level security on, also for the owner, with two policies: a transaction sees the
 * rows of `app.tenant_id`, or all rows while `app.system` is `on` (scheduler, key rotation, login, SUPER_ADMIN).
 * Both settings are set with is_local; unset means no rows.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    grant usage on schema public to fleetbridge_service;
    alter default privileges in schema public grant select, insert, update, delete on tables to fleetbridge_service;
    alter default privileges in schema public grant usage, select on sequences to fleetbridge_service;

    create procedure protect_tenant_table(target regclass, tenant_column name default 'tenant_id') language plpgsql as $$
    begin
      execute format('alter table %s enable row level security', target);
      execute format('alter table %s force row level security', target);
      execute format(
        'create policy own_tenant on %s using (%2$I = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)
           with check (%2$I = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', target, tenant_column);
      execute format(
        'create policy system_work on %s using (current_setting(''app.system'', true) = ''on'')
           with check (current_setting(''app.system'', true) = ''on'')', target);
    end $$;

    create table tenant (
      id uuid primary key,
      name text not null,
      is_active boolean not null default true,
      created_at timestamptz not null
    );
    call protect_tenant_table('tenant', 'id');

    create table app_user (
      id uuid primary key,
      tenant_id uuid not null references tenant,
      email text not null,
      name text,
      password_hash text not null,
      role text not null check (role in ('DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN')),
      permissions text[] not null default '{}',
      driver_id text,
      is_active boolean not null default true,
      created_at timestamptz not null
    );
    create unique index app_user_email on app_user (lower(email));
    create index app_user_tenant on app_user (tenant_id, created_at);
    call protect_tenant_table('app_user');

    create table user_session (
      id uuid primary key,
      tenant_id uuid not null references tenant,
      user_id uuid not null references app_user on delete cascade,
      refresh_digest bytea not null,
      used_digests bytea[] not null default '{}',
      expires_at timestamptz not null,
      revoked_at timestamptz
    );
    create index user_session_user on user_session (user_id);
    create unique index user_session_refresh on user_session (refresh_digest);
    create index user_session_used on user_session using gin (used_digests);
    create index user_session_expiry on user_session (expires_at);
    call protect_tenant_table('user_session');

    create table audit_entry (
      id bigint generated always as identity primary key,
      tenant_id uuid not null references tenant,
      at timestamptz not null default clock_timestamp(),
      actor_id text not null,
      action text not null,
      subject_type text not null,
      subject_id text not null,
      detail jsonb not null
    );
    create index audit_entry_tenant on audit_entry (tenant_id, id desc);
    call protect_tenant_table('audit_entry');
    revoke update, delete on audit_entry from fleetbridge_service;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table audit_entry, user_session, app_user, tenant;
    drop procedure protect_tenant_table(regclass, name);
  `);
}
