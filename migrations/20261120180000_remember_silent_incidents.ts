import type { Knex } from 'knex';

/** Whether an incident was reopened silently, beside when people were told last: a reminder counts from that, and its end is silent. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table incident add column silent boolean not null default false;
    update incident set silent = true, notified_at = opened_at where notified_at is null;
    alter table incident alter column notified_at set default clock_timestamp(), alter column notified_at set not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table incident alter column notified_at drop not null, alter column notified_at drop default;
    update incident set notified_at = null where silent;
    alter table incident drop column silent;
  `);
}
