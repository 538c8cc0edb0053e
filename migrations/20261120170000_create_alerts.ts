import type { Knex } from 'knex';

/** Incidents, what tenants want told, and the outbox of messages about them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table alert_settings (
      tenant_id uuid primary key references tenant,
      emails text[] not null,
      slack_envelope text,
      failure_threshold int not null,
      window_minutes int not null,
      reminder_hours int not null
    );
    call protect_tenant_table('alert_settings');

    create table incident (
      id uuid primary key,
      tenant_id uuid not null,
      integration_id uuid not null,
      kind text not null check (kind in ('credentials-rejected', 'failing', 'roster-shrunk', 'stale-data')),
      severity text not null check (severity in ('INFO', 'WARNING', 'ERROR', 'CRITICAL')),
      reason text not null,
      stale_drivers int not null,
      occurrences int not null,
      opened_at timestamptz not null,
      last_seen_at timestamptz not null,
      resolved_at timestamptz,
      notified_at timestamptz,
      acknowledged_at timestamptz,
      acknowledged_by text,
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    create unique index incident_one_open on incident (integration_id) where resolved_at is null;
    create index incident_tenant on incident (tenant_id, opened_at desc);
    create index incident_last on incident (integration_id, resolved_at desc);
    call protect_tenant_table('incident');

    create table live_failure (
      tenant_id uuid not null,
      integration_id uuid not null,
      minute timestamptz not null,
      primary key (integration_id, minute),
      foreign key (tenant_id, integration_id) references integration (tenant_id, id)
    );
    call protect_tenant_table('live_failure');

    create table outbox_message (
      id uuid primary key,
      tenant_id uuid not null references tenant,
      incident_id uuid references incident,
      channel text not null check (channel in ('email', 'slack')),
      address text,
      message jsonb not null,
      status text not null default 'pending' check (status in ('pending', 'sent', 'failed', 'not_configured')),
      attempts int not null default 0,
      fencing int not null default 0,
      next_attempt_at timestamptz not null default clock_timestamp(),
      written_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz,
      last_error text
    );
    create index outbox_message_due on outbox_message (next_attempt_at) where status = 'pending';
    create index outbox_message_incident on outbox_message (incident_id, written_at);
    call protect_tenant_table('outbox_message');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table outbox_message, live_failure, incident, alert_settings');
}
