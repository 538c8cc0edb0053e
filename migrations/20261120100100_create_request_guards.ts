import type { Knex } from 'knex';

/** Sliding windows of inbound requests, and the answers kept for Idempotency-Keys. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table request_window (
      key text primary key,
      hits timestamptz[] not null,
      touched_at timestamptz not null default clock_timestamp()
    );
    create index request_window_touched on request_window (touched_at);

    create table idempotency_record (
      tenant_id uuid not null references tenant,
      user_id text not null,
      method text not null,
      path text not null,
      key text not null,
      content_digest text not null,
      claim uuid not null,
      claimed_at timestamptz not null default clock_timestamp(),
      status int,
      headers jsonb,
      body text,
      primary key (tenant_id, user_id, method, path, key)
    );
    create index idempotency_record_age on idempotency_record (claimed_at);
    call protect_tenant_table('idempotency_record');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table idempotency_record, request_window');
}
