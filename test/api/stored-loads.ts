import { toIntegrationId } from '../../src/domain/shared/identifiers.js';
import { resolve } from '../../src/infrastructure/di/token.js';
import { T } from '../../src/infrastructure/di/tokens.js';
import { assignedLoad } from '../contracts/fleet-data/load-examples.js';
import type { TestPerson, TestService } from '../support/test-service.js';

/** Connects Truckbase for this person's tenant and gives the integration's id. Nothing is asked of the vendor. */
export async function connectTruckbase(service: TestService, as: TestPerson, credentials = { apiKey: 'a-key-that-works', apiSecret: 'a-secret-that-works' }): Promise<string> {
  const body = { integration_type: 'TMS', vendor: 'TRUCKBASE_TMS', display_name: 'Loads', credentials };
  const { status, body: created, text } = await service.ask('POST', '/api/v1/integrations', { as, body });
  if (status !== 201 || typeof created['id'] !== 'string') throw new Error(`Connecting Truckbase failed: ${status} ${text}`);
  return created['id'];
}

/** A tenant with an enabled TMS whose loads, `L1` among them, were read just now: reads of them ask no vendor. */
export async function storeLoads(service: TestService, as: TestPerson): Promise<void> {
  const account = { tenantId: as.tenantId, integrationId: toIntegrationId(await connectTruckbase(service, as)) };
  const store = resolve(service.running.container, T.LoadStore);
  const now = new Date();
  await store.save({ ...account, dataSource: 'truckbase_tms', loads: [assignedLoad('L1', now), assignedLoad('L2', now)] });
  await store.noteListRead(account, now);
}
