import { randomUUID } from 'node:crypto';
import { withClient } from './bench-cluster.js';

const DRIVERS = `
  insert into driver (tenant_id, driver_id, name, integration_id, external_driver_id, ruleset)
  select $1, 'driver-' || n, 'Driver ' || n, $2, n::text, 'US_PROPERTY_70_8' from generate_series(1, $3::int) n`;

const SNAPSHOTS = `
  insert into hos_snapshot (tenant_id, driver_id, integration_id, data_source, external_driver_id, duty_status, duty_status_raw,
    drive_hours, shift_hours, cycle_hours, until_break_hours, as_of)
  select tenant_id, driver_id, integration_id, 'samsara_eld', external_driver_id, 'DRIVING', 'driving', 6.25, 8.5, 41.75, 3.5,
    clock_timestamp() from driver where tenant_id = $1`;

export interface StoredFleet {
  readonly integrationId: string;
  readonly driverIds: readonly string[];
}

/** A connected fleet with hours of this moment, without any vendor behind it. */
export function storeFleet(databaseUrl: string, tenantId: string, size: number): Promise<StoredFleet> {
  return withClient(databaseUrl, async (client) => {
    const integrationId = randomUUID();
    await client.query(
      `insert into integration (id, tenant_id, vendor, integration_type, display_name, enabled, condition, config,
         sync_interval_seconds, next_sync_at, created_at, updated_at)
       values ($1, $2, 'SAMSARA_ELD', 'HOS_ELD', 'Bench', true, 'reached', '{}', 86400, now() + interval '1 day', now(), now())`,
      [integrationId, tenantId],
    );
    await client.query(DRIVERS, [tenantId, integrationId, size]);
    await client.query(SNAPSHOTS, [tenantId]);
    await client.query('analyze');
    return { integrationId, driverIds: Array.from({ length: size }, (_, index) => `driver-${index + 1}`) };
  });
}

/** Makes every stored hour as young as it gets. */
export function refreshFleet(databaseUrl: string): Promise<unknown> {
  return withClient(databaseUrl, async (client) => {
    await client.query('update hos_snapshot set as_of = clock_timestamp()');
    await client.query('vacuum analyze hos_snapshot');
  });
}
