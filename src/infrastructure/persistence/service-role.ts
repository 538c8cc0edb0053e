import type pg from 'pg';
import { SERVICE_ROLE } from './database.js';

const CREATE = `create role ${SERVICE_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication`;

/**
 * Makes the role the service works as, once per cluster, and lets the service's login take it on.
 * Throws one clear line when the owner may not do that.
 */
export async function ensureServiceRole(owner: pg.Client, serviceLogin: string): Promise<void> {
  try {
    await owner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${SERVICE_ROLE}') then ${CREATE}; end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    const member = await owner.query<{ may: boolean }>(`select pg_has_role($1, '${SERVICE_ROLE}', 'member') as may`, [serviceLogin]);
    if (member.rows[0]?.may !== true) await owner.query(`grant ${SERVICE_ROLE} to ${owner.escapeIdentifier(serviceLogin)}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new Error(
      `The role ${SERVICE_ROLE} could not be prepared (${reason}). Let a database administrator run: ` +
        `${CREATE}; grant ${SERVICE_ROLE} to "${serviceLogin}";`,
      { cause: undefined },
    );
  }
}

interface RoleRow {
  readonly name: string;
  readonly privileged: boolean;
  readonly owns: boolean;
}

/** Refuses to work with rights that would walk through row level security. */
export async function assertUnprivileged(query: (text: string) => Promise<readonly RoleRow[]>): Promise<void> {
  const [role] = await query(`
    select r.rolname as name, r.rolsuper or r.rolbypassrls as privileged,
      exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns
    from pg_roles r where r.rolname = current_user`);
  if (role === undefined || role.privileged || role.owns) {
    throw new Error(
      `The service would work as database role "${role?.name ?? 'unknown'}", which is a superuser, bypasses row level ` +
        `security or owns tables. It only starts as ${SERVICE_ROLE}.`,
    );
  }
}
