import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { gatedHttp } from './gated-http.js';

/** A replica that asks a vendor once. It is told by its environment. */
const { DATABASE_URL: databaseUrl = '', URL: url = '', TENANT: tenant = '', INTEGRATION: integration = '', OPEN_MS: openMs } = process.env;
const key = { tenantId: toTenantId(tenant), integrationId: toIntegrationId(integration) };
await gatedHttp({ database: openTestPool(databaseUrl), key, url, openMs: Number(openMs) }).send({ operation: 'test', method: 'GET', path: '/' });
