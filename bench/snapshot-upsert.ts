import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { HosObservation } from '../src/domain/hours-of-service/hos-observation.js';
import { toIntegrationId, toTenantId } from '../src/domain/shared/identifiers.js';
import { Secret } from '../src/domain/shared/secret.js';
import { Database, SERVICE_ROLE, openKnex } from '../src/infrastructure/persistence/database.js';
import { KnexHosSnapshotStore } from '../src/infrastructure/persistence/hours-of-service/knex-hos-snapshot-store.js';
import { migrate } from '../src/infrastructure/persistence/migrate.js';
import { RecordingLogger } from '../test/support/recording-logger.js';
import { withClient } from './bench-cluster.js';
import type { BenchCluster } from './bench-cluster.js';
import { storeFleet } from './fleet-in-database.js';
import { alternate, median } from './measurement.js';
import type { Measurement } from './measurement.js';

const DRIVERS = 10_000;
const PAGE = 512;
const ROUNDS = 9;

/** What a bare loop sends per page: the same columns, nothing looked up, nothing checked. */
const BARE = `
  insert into hos_snapshot (tenant_id, driver_id, integration_id, data_source, external_driver_id, duty_status, duty_status_raw,
    drive_hours, shift_hours, cycle_hours, until_break_hours, as_of)
  select $1, * from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[],
    $10::float8[], $11::float8[], $12::timestamptz[])
  on conflict (tenant_id, driver_id) do update set integration_id = excluded.integration_id, data_source = excluded.data_source,
    external_driver_id = excluded.external_driver_id, duty_status = excluded.duty_status, duty_status_raw = excluded.duty_status_raw,
    drive_hours = excluded.drive_hours, shift_hours = excluded.shift_hours, cycle_hours = excluded.cycle_hours,
    until_break_hours = excluded.until_break_hours, as_of = excluded.as_of`;

/** Storing the hours of a fleet page by page: the store of the service against a bare loop of upserts. */
export async function measureSnapshotUpsert(cluster: BenchCluster): Promise<readonly Measurement[]> {
  const url = await cluster.database('upsert');
  const logger = new RecordingLogger();
  const connection = { connectionString: new Secret(url), ssl: false, logger } as const;
  await migrate({ ownerUrl: connection.connectionString, serviceUrl: connection.connectionString, ssl: false, logger });
  const tenantId = toTenantId(randomUUID());
  await withClient(url, (client) => client.query(`insert into tenant (id, name, created_at) values ($1, 'Bench', now())`, [tenantId]));
  const { integrationId } = await storeFleet(url, tenantId, DRIVERS);
  const database = new Database(openKnex({ ...connection, poolMax: 5, role: SERVICE_ROLE }));
  const store = new KnexHosSnapshotStore(database);
  const page = { tenantId, integrationId: toIntegrationId(integrationId), dataSource: 'samsara_eld' };
  const bare = new pg.Client({ connectionString: url });
  await bare.connect();
  const rounds = await alternate(
    ROUNDS,
    () => rowsPerSecond((observations) => store.store({ ...page, observations })),
    () => rowsPerSecond((observations) => bare.query(BARE, columnsOf(tenantId, integrationId, observations))),
  );
  await bare.end();
  await database.close();
  const [product, yardstick] = [median(rounds.first), median(rounds.second)];
  return [
    {
      path: `upsert of hours, pages of ${PAGE}`,
      measured: `${Math.round(product)} rows/s`,
      yardstick: `${Math.round(yardstick)} rows/s: bare unnest loop`,
      ratio: product / yardstick,
      target: { atLeast: 0.8 },
    },
  ];
}

async function rowsPerSecond(store: (observations: readonly HosObservation[]) => Promise<unknown>): Promise<number> {
  const asOf = new Date();
  const fleet = Array.from({ length: DRIVERS }, (_, index) => observationOf(index + 1, asOf));
  const startedAt = performance.now();
  for (let from = 0; from < DRIVERS; from += PAGE) await store(fleet.slice(from, from + PAGE));
  return (DRIVERS * 1000) / (performance.now() - startedAt);
}

function observationOf(number: number, asOf: Date): HosObservation {
  const remaining = { driveHours: number % 11, shiftHours: number % 14, cycleHours: number % 70, untilBreakHours: number % 8 };
  return { externalDriverId: String(number), dutyStatus: 'DRIVING', dutyStatusRaw: 'driving', remaining, violations: [], asOf };
}

function columnsOf(tenantId: string, integrationId: string, observations: readonly HosObservation[]): unknown[] {
  return [
    tenantId,
    observations.map(({ externalDriverId }) => `driver-${externalDriverId}`),
    observations.map(() => integrationId),
    observations.map(() => 'samsara_eld'),
    observations.map(({ externalDriverId }) => externalDriverId),
    observations.map(({ dutyStatus }) => dutyStatus),
    observations.map(({ dutyStatusRaw }) => dutyStatusRaw),
    observations.map(({ remaining }) => remaining.driveHours),
    observations.map(({ remaining }) => remaining.shiftHours),
    observations.map(({ remaining }) => remaining.cycleHours),
    observations.map(({ remaining }) => remaining.untilBreakHours),
    observations.map(({ asOf }) => asOf),
  ];
}
