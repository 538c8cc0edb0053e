import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startSamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { SamsaraSimulator, SamsaraSimulatorOptions } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { dropDatabase } from '../../support/embedded-cluster.js';
import { ServiceProcess, killAll } from '../../support/service-process.js';
import { createTestDatabase } from '../../support/test-database.js';
import { testEnvironment } from '../../support/test-service.js';

const ADMIN = { email: 'super@processes.example', password: 'a long enough password' };
/** Short leases and scans, so that a take-over is quick; a day between syncs, so that none is due by itself. */
const QUICK = { ENABLE_SCHEDULER: 'true', SYNC_LEASE_SECONDS: '5', SCHEDULER_SCAN_SECONDS: '1' };
const DAY_SECONDS = 86_400;

export interface RunRow {
  readonly id: string;
  readonly integration_id: string;
  readonly status: string;
  readonly trigger: string;
  readonly started_at: Date;
  readonly completed_at: Date | null;
  readonly fencing: number;
  readonly records_processed: number;
  readonly records_created: number;
  readonly records_updated: number;
  readonly records_failed: number;
}

/** Replicas of the service as processes on one database, and one simulated Samsara they all read. */
export class Replicas {
  private constructor(
    readonly simulator: SamsaraSimulator,
    readonly databaseName: string,
    readonly databaseUrl: string,
    private readonly owner: pg.Pool,
  ) {}

  static async open(vendor: SamsaraSimulatorOptions = {}): Promise<Replicas> {
    const { name, url } = await createTestDatabase();
    const owner = new pg.Pool({ connectionString: url, max: 2 });
    owner.on('error', () => undefined);
    return new Replicas(await startSamsaraSimulator(vendor), name, url, owner);
  }

  environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    return testEnvironment(this.databaseUrl, {
      ...QUICK,
      MOCK_SAMSARA_API_URL: this.simulator.url,
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      ...extra,
    });
  }

  start(extra: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    return ServiceProcess.start(this.environment(extra));
  }

  /** Headers of a SUPER_ADMIN; its token is valid on every replica. */
  async logIn({ url }: ServiceProcess): Promise<Record<string, string>> {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/auth/login`, { method: 'POST', headers, body: JSON.stringify(ADMIN) });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return { ...headers, Authorization: `Bearer ${token}` };
  }

  /** A tenant with the simulated fleet connected, due in a day; unless this process schedules, in which case it may sync it first. */
  async connectFleet({ url }: ServiceProcess, admin: Readonly<Record<string, string>>): Promise<{ tenantId: string; integrationId: string }> {
    const tenant = await fetch(`${url}/api/v1/tenants`, { method: 'POST', headers: admin, body: JSON.stringify({ name: randomUUID() }) });
    const { id: tenantId } = (await tenant.json()) as { id: string };
    const integration = await fetch(`${url}/api/v1/integrations`, {
      method: 'POST',
      headers: { ...admin, 'X-Tenant-Id': tenantId },
      body: JSON.stringify({
        integration_type: 'HOS_ELD',
        vendor: 'MOCK_SAMSARA',
        display_name: 'Fleet',
        credentials: { apiKey: 'token-of-nobody' },
        sync_interval_seconds: DAY_SECONDS,
      }),
    });
    if (integration.status !== 201) throw new Error(`No integration: ${await integration.text()}`);
    const { id: integrationId } = (await integration.json()) as { id: string };
    await this.query(`update integration set next_sync_at = clock_timestamp() + interval '1 day' where id = $1`, [integrationId]);
    return { tenantId, integrationId };
  }

  /** Tenants with a fleet each that nobody has synced yet, made by a replica that schedules nothing and is gone again. */
  async connectFleets(count: number): Promise<readonly { tenantId: string; integrationId: string }[]> {
    const desk = await this.start({ ENABLE_SCHEDULER: 'false' });
    const admin = await this.logIn(desk);
    const fleets = await Promise.all(Array.from({ length: count }, () => this.connectFleet(desk, admin)));
    await desk.kill('SIGTERM');
    return fleets;
  }

  /** Looks behind row level security. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, [...values])).rows;
  }

  runs(): Promise<RunRow[]> {
    return this.query<RunRow>('select * from sync_run order by started_at');
  }

  /** Drivers of a tenant, how many different vendor drivers they are, and their snapshots. */
  async fleetOf(tenantId: string): Promise<{ drivers: number; different: number; snapshots: number }> {
    const [row] = await this.query<{ drivers: number; different: number; snapshots: number }>(
      `select count(*)::int as drivers, count(distinct external_driver_id)::int as different,
         (select count(*)::int from hos_snapshot where tenant_id = $1) as snapshots
       from driver where tenant_id = $1`,
      [tenantId],
    );
    return row ?? { drivers: 0, different: 0, snapshots: 0 };
  }

  /** How many drivers a sync imports. */
  get fleetSize(): number {
    return this.simulator.fleet.drivers().filter((row) => row['driverActivationStatus'] === 'active').length;
  }

  async close(): Promise<void> {
    await killAll();
    await this.simulator.stop();
    await this.owner.end();
    await dropDatabase(this.databaseName);
  }
}
