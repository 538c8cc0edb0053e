import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import { AlertTables } from '../../support/doubles/alerts/alert-tables.js';
import { InMemoryAlertDirectory } from '../../support/doubles/alerts/in-memory-alert-directory.js';
import { InMemoryAlertQueries } from '../../support/doubles/alerts/in-memory-alert-queries.js';
import { InMemoryOutbox } from '../../support/doubles/alerts/in-memory-outbox.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { describeAlertDirectory } from './alert-directory.contract.js';
import { describeAlertQueries } from './alert-queries.contract.js';
import { describeAlertSettingsRepository } from './alert-settings-repository.contract.js';
import { describeFailureLog } from './failure-log.contract.js';
import { describeIncidentRepository } from './incident-repository.contract.js';
import type { OpenAlerts } from './open-alerts.js';
import { describeOutbox } from './outbox.contract.js';

const DOUBLE = 'in memory';

async function open(): Promise<OpenAlerts> {
  const clock = new ManualClock();
  const tables = new AlertTables(clock);
  const ids = new CountingIds();
  const names = new Map<string, string>();
  return {
    repositories: tables.repositories(OWN_TRANSACTIONS),
    work: tables.unitOfWork(),
    queue: new InMemoryOutbox(tables),
    queries: new InMemoryAlertQueries(tables),
    directory: new InMemoryAlertDirectory(tables),
    tenant: async (name = 'Acme') => {
      const { id } = someTenant();
      names.set(id, name);
      return id;
    },
    integration: async (tenantId, { enabled = true, type = 'HOS_ELD' } = {}) => {
      const integrationId = toIntegrationId(ids.next());
      const row = { tenantId, integrationId, tenantName: names.get(tenantId) ?? '', integrationName: 'Trucks', vendorName: 'Samsara', staleDrivers: 0, gone: false };
      tables.integrations.set(integrationId, { ...row, watched: enabled && type === 'HOS_ELD' });
      return integrationId;
    },
    removeIntegration: async (_tenantId, id) => {
      const row = tables.integrations.get(id);
      if (row !== undefined) tables.integrations.set(id, { ...row, gone: true });
    },
    person: async (tenantId, email, role, isActive = true) => {
      if (isActive && (role === 'ADMIN' || role === 'SUPER_ADMIN')) tables.administrators.push({ tenantId, email });
    },
    run: async (tenantId, integrationId, { what, minutesAgo, code }) => {
      const at = new Date(clock.now().getTime() - minutesAgo * 60_000);
      tables.ended.set(ids.next(), { tenantId, integrationId, what, code, at });
    },
    driver: async (_tenantId, id, { ageSeconds, isActive = true, overridden = false }) => {
      const row = tables.integrations.get(id);
      if (row !== undefined && isActive && !overridden && ageSeconds > 3600) tables.integrations.set(id, { ...row, staleDrivers: row.staleDrivers + 1 });
    },
    makeDue: async (id) => {
      const row = tables.outbox.get(id);
      if (row !== undefined) tables.outbox.set(id, { ...row, nextAttemptAt: clock.now() });
    },
    close: () => Promise.resolve(),
  };
}

describeIncidentRepository(DOUBLE, open);
describeFailureLog(DOUBLE, open);
describeAlertSettingsRepository(DOUBLE, open);
describeAlertDirectory(DOUBLE, open);
describeOutbox(DOUBLE, open);
describeAlertQueries(DOUBLE, open);
