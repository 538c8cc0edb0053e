import type { Knex } from 'knex';

/** What vendors pushed: kept before it is acknowledged, worked on afterwards. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table webhook_event (
      id uuid primary key,
      tenant_id uuid not null,
      integration_id uuid not null,
      event_id text not null,
      type text not null,
      body text not null,
      state text not null check (state in ('pending', 'done', 'failed')),
      attempts int not null default 0,
      next_attempt_at timestamptz not null default clock_timestamp(),
      note text,
      received_at timestamptz not null default clock_timestamp(),
      unique (integration_id, event_id),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    create index webhook_event_due on webhook_event (next_attempt_at) where state = 'pending';
    create index webhook_event_received on webhook_event (received_at);
    call protect_tenant_table('webhook_event');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table webhook_event');
}
