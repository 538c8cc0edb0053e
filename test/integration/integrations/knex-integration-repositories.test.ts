import { describeCredentialStore } from '../../contracts/integrations/credential-store.contract.js';
import { describeIntegrationContacts } from '../../contracts/integrations/integration-contacts.contract.js';
import { describeIntegrationHealthQueries } from '../../contracts/integrations/integration-health-queries.contract.js';
import { describeIntegrationRepository } from '../../contracts/integrations/integration-repository.contract.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexIntegrationHealthQueries } from '../../../src/infrastructure/persistence/integrations/knex-integration-health-queries.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import type { WatchedDriver } from '../../support/doubles/integrations/in-memory-integration-health.js';
import { openKnexIntegrations } from './knex-integrations.js';

describeIntegrationRepository('PostgreSQL', openKnexIntegrations);
describeCredentialStore('PostgreSQL', openKnexIntegrations);
describeIntegrationContacts('PostgreSQL', openKnexIntegrations);

describeIntegrationHealthQueries('PostgreSQL', async () => {
  const opened = await openKnexIntegrations();
  const ids = new CountingIds();
  return {
    ...opened,
    health: new KnexIntegrationHealthQueries(opened.database),
    addIncident: async ({ tenantId, id }, over) => {
      await opened.database.tenant(tenantId, (sql) => sql.raw(INCIDENT, { id: ids.next(), tenantId, integrationId: id, over }));
    },
    addDriver: (driver) => addWatchedDriver(opened.database, ids.next(), driver),
  };
});

const INCIDENT = `
  insert into incident (id, tenant_id, integration_id, kind, severity, reason, stale_drivers, occurrences, opened_at, last_seen_at, resolved_at)
  values (:id, :tenantId, :integrationId, 'failing', 'ERROR', 'test', 0, 1, now(), now(), case when :over then now() end)`;
const DRIVER = `
  insert into driver (tenant_id, driver_id, name, is_active, integration_id, external_driver_id)
  values (:tenantId, :driverId, :driverId, :isActive, :integrationId, :driverId)`;
const SNAPSHOT = `
  insert into hos_snapshot (tenant_id, driver_id, integration_id, data_source, external_driver_id, duty_status, as_of)
  values (:tenantId, :driverId, :integrationId, 'acme_eld', :driverId, 'DRIVING', clock_timestamp() - make_interval(secs => :ageSeconds))`;
/** One that is in force, or one that is over: ended, or past its time. */
const OVERRIDE = `
  insert into hos_override (tenant_id, driver_id, hours_driven, on_duty_time, hours_since_break, duty_status, reason, set_by, set_by_id, set_at,
    expires_at, ended_at)
  values (:tenantId, :driverId, 0, 0, 0, 'DRIVING', 'test', 'test', 'test', now() - interval '2 hours',
    now() + cast(:expiresIn as interval), now() + cast(:endedIn as interval))`;

async function addWatchedDriver(database: Database, driverId: string, driver: WatchedDriver): Promise<void> {
  const { tenantId, integrationId, isActive, ageSeconds, overridden } = driver;
  const overrides = overridden
    ? [{ expiresIn: '1 hour', endedIn: null }]
    : [{ expiresIn: '1 hour', endedIn: '-1 hour' }, { expiresIn: '-1 hour', endedIn: null }];
  await database.tenant(tenantId, async (sql) => {
    await sql.raw(DRIVER, { tenantId, driverId, integrationId, isActive });
    if (ageSeconds !== undefined) await sql.raw(SNAPSHOT, { tenantId, driverId, integrationId, ageSeconds });
    for (const override of overrides) await sql.raw(OVERRIDE, { tenantId, driverId, ...override });
  });
}
