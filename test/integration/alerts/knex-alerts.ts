import { randomUUID } from 'node:crypto';
import type { OpenAlerts } from '../../contracts/alerts/open-alerts.js';
import type { AlertRepositories } from '../../../src/application/alerts/ports/alert-repositories.js';
import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import type { Secret } from '../../../src/domain/shared/secret.js';
import { KnexAlertDirectory } from '../../../src/infrastructure/persistence/alerts/knex-alert-directory.js';
import { KnexAlertQueries } from '../../../src/infrastructure/persistence/alerts/knex-alert-queries.js';
import { KnexAlertSettingsRepository } from '../../../src/infrastructure/persistence/alerts/knex-alert-settings-repository.js';
import { KnexFailureLog } from '../../../src/infrastructure/persistence/alerts/knex-failure-log.js';
import { KnexIncidentRepository } from '../../../src/infrastructure/persistence/alerts/knex-incident-repository.js';
import { KnexOutbox } from '../../../src/infrastructure/persistence/alerts/knex-outbox.js';
import type { Database, SqlScope } from '../../../src/infrastructure/persistence/database.js';
import { KnexAuditLog } from '../../../src/infrastructure/persistence/identity/knex-audit-log.js';
import { KnexTenantRepository } from '../../../src/infrastructure/persistence/identity/knex-tenant-repository.js';
import { KnexUserRepository } from '../../../src/infrastructure/persistence/identity/knex-user-repository.js';
import { KnexUnitOfWork } from '../../../src/infrastructure/persistence/knex-unit-of-work.js';
import { DEFAULT_SETTINGS } from '../../support/doubles/alerts/in-memory-alert-settings.js';
import { someTenant, someUser } from '../../support/doubles/identity/people.js';
import { InMemoryVendorRegistry } from '../../support/doubles/integrations/in-memory-vendor-registry.js';
import { someVendor } from '../../support/doubles/integrations/vendors.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { BEFORE_ROTATION } from '../integrations/knex-integrations.js';

const RUN = `
  insert into sync_run (id, tenant_id, integration_id, sync_type, trigger, status, roster_confirmed, completed_at, error_code)
  values (:id, :tenantId, :integrationId, 'hos', 'schedule', :what, false, clock_timestamp() - make_interval(mins => :minutesAgo), :code)`;
const LIVE = `
  insert into live_failure (tenant_id, integration_id, minute)
  values (:tenantId, :integrationId, clock_timestamp() - make_interval(mins => :minutesAgo))`;
const DRIVER = `
  insert into driver (tenant_id, driver_id, name, is_active, integration_id, external_driver_id)
  values (:tenantId, :id, :id, :isActive, :integrationId, :id)`;
const SNAPSHOT = `
  insert into hos_snapshot (tenant_id, driver_id, integration_id, data_source, external_driver_id, duty_status, as_of)
  values (:tenantId, :id, :integrationId, 'samsara_eld', :id, 'DRIVING', clock_timestamp() - make_interval(secs => :ageSeconds))`;
const OVERRIDE = `
  insert into hos_override (tenant_id, driver_id, hours_driven, on_duty_time, hours_since_break, duty_status, reason, set_by, set_by_id, set_at, expires_at)
  values (:tenantId, :id, 0, 0, 0, 'DRIVING', 'test', 'test', 'test', now(), now() + interval '1 hour')`;

/** The ports on a database, and the database itself for looking behind them. */
export interface KnexAlerts extends OpenAlerts, Pick<TestDatabase, 'database' | 'ownerUrl'> {}

export function alertRepositories(scope: SqlScope, defaultTenantWebhook?: Secret<string>): AlertRepositories {
  return {
    incidents: new KnexIncidentRepository(scope),
    failures: new KnexFailureLog(scope),
    settings: new KnexAlertSettingsRepository(scope, BEFORE_ROTATION, DEFAULT_SETTINGS, defaultTenantWebhook),
    outbox: new KnexOutbox(scope),
    audit: new KnexAuditLog(scope),
  };
}

export async function openKnexAlerts(): Promise<KnexAlerts> {
  const { database, ownerUrl, close } = await openTestDatabase();
  return {
    database,
    ownerUrl,
    repositories: alertRepositories(database),
    work: new KnexUnitOfWork(database, (scope) => alertRepositories(scope)),
    queue: new KnexOutbox(database),
    queries: new KnexAlertQueries(database),
    directory: new KnexAlertDirectory(database, new InMemoryVendorRegistry([someVendor({ id: 'SAMSARA_ELD', displayName: 'Samsara' })], false)),
    ...givenIn(database),
    close,
  };
}

type Given = Pick<OpenAlerts, 'tenant' | 'integration' | 'removeIntegration' | 'person' | 'run' | 'driver' | 'makeDue'>;

/** Puts rows there as the contexts do that they belong to. */
export function givenIn(database: Database): Given {
  return {
    tenant: async (name = 'Acme') => {
      const tenant = someTenant({ name });
      await new KnexTenantRepository(database).add(tenant);
      return tenant.id;
    },
    integration: async (tenantId, { enabled = true, type = 'HOS_ELD' } = {}) => {
      const id = randomUUID();
      const row = { id, tenant_id: tenantId, vendor: type === 'HOS_ELD' ? 'SAMSARA_ELD' : type, integration_type: type, display_name: 'Trucks', enabled, condition: 'reached' };
      const times = { next_sync_at: new Date(), created_at: new Date(), updated_at: new Date() };
      await database.system((sql) => sql('integration').insert({ ...row, ...times, config: '{}', sync_interval_seconds: 300 }));
      return toIntegrationId(id);
    },
    removeIntegration: async (_tenantId, id) => {
      await database.system((sql) => sql('integration').where({ id }).update({ enabled: false, deleted_at: new Date() }));
    },
    person: async (tenantId, email, role, isActive = true) => {
      await new KnexUserRepository(database).add(someUser(tenantId, { email, role, isActive }));
    },
    run: async (tenantId, integrationId, { what, minutesAgo, code }) => {
      const values = { id: randomUUID(), tenantId, integrationId, what, minutesAgo, code: code ?? null };
      await database.system((sql) => sql.raw(what === 'live' ? LIVE : RUN, values));
    },
    driver: async (tenantId, integrationId, { ageSeconds, isActive = true, overridden = false }) => {
      const values = { id: randomUUID(), tenantId, integrationId, ageSeconds, isActive };
      await database.system(async (sql) => {
        await sql.raw(DRIVER, values);
        await sql.raw(SNAPSHOT, values);
        if (overridden) await sql.raw(OVERRIDE, values);
      });
    },
    makeDue: async (id) => {
      await database.system((sql) => sql('outbox_message').where({ id }).update({ next_attempt_at: sql.raw('clock_timestamp()') }));
    },
  };
}
