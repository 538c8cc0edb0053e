import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { scriptedDriver } from '../../api/scripted-drivers.js';
import { FaultServer } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { ServiceProcess, eventually, killAll } from '../../support/service-process.js';
import { TestService, testEnvironment } from '../../support/test-service.js';
import type { TestPerson } from '../../support/test-service.js';
import { CountingFault } from './counting-fault.js';

const OPEN_SECONDS = 3;
const OPEN_MS = OPEN_SECONDS * 1000;
const PROCESSES = 4;
const DRIVERS = 200;
const ROSTER = Array.from({ length: DRIVERS }, (_, index) => scriptedDriver(`D${index}`));

describe(`The circuit of ${PROCESSES} processes and ${DRIVERS} drivers`, function () {
  this.timeout(100_000);
  let vendor: FaultServer;
  let setup: TestService;
  let as: TestPerson;
  let integrationId: string;
  let replicas: readonly ServiceProcess[];

  before(async () => {
    vendor = await FaultServer.start();
    setup = await TestService.start({ SAMSARA_API_URL: vendor.url });
    as = await setup.addPerson(await setup.addTenant(), 'ADMIN');
    const body = { integration_type: 'HOS_ELD', vendor: 'SAMSARA_ELD', display_name: 'Trucks', credentials: { apiKey: 'a-key-that-works' } };
    integrationId = String((await setup.ask('POST', '/api/v1/integrations', { as, body })).body['id']);
    vendorWorks();
    expect((await setup.ask('POST', `/api/v1/integrations/${integrationId}/sync`, { as })).body).to.include({ status: 'success', records_created: DRIVERS });
    await setup.rows("update hos_snapshot set as_of = as_of - interval '20 minutes'");
    const environment = testEnvironment(setup.databaseUrl, { SAMSARA_API_URL: vendor.url, CIRCUIT_OPEN_SECONDS: String(OPEN_SECONDS), HOS_LIVE_READ_BUDGET_MS: '5000' });
    replicas = await Promise.all(Array.from({ length: PROCESSES }, () => ServiceProcess.start(environment)));
  });
  after(async () => {
    await killAll();
    await setup.stop();
    await vendor.stop();
  });

  function vendorWorks(): void {
    const page = (data: unknown): object => ({ data, pagination: { endCursor: '', hasNextPage: false } });
    vendor.script([faults.ok(page(ROSTER.map(({ driver }) => driver)))], '/fleet/drivers');
    vendor.script([faults.ok(page(ROSTER.map(({ clocks }) => clocks)))], '/fleet/hos/clocks');
  }

  /** Every driver is read once, each from another replica in turn. */
  async function readAll(): Promise<readonly { readonly status: number; readonly body: Readonly<Record<string, unknown>> }[]> {
    return Promise.all(
      ROSTER.map(async ({ id }, index) => {
        const response = await fetch(`${replicas[index % PROCESSES]?.url ?? ''}/api/v1/drivers/${id}/hos`, { headers: { Authorization: `Bearer ${as.token}` } });
        return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
      }),
    );
  }

  async function circuit(): Promise<Readonly<Record<string, unknown>>> {
    const [row] = await setup.rows('select phase, failures, total_failures, extract(epoch from last_change_at)::float8 * 1000 as changed, extract(epoch from clock_timestamp())::float8 * 1000 as now from circuit where integration_id = $1', [integrationId]);
    return row ?? {};
  }

  it(`in an outage makes at most 5 failing attempts plus the ${PROCESSES - 1} already under way, then 1 trial every ${OPEN_SECONDS} s; 2 good ones close it`, async () => {
    const outage = new CountingFault(faults.status(503), 60);
    vendor.script([outage.play], '/fleet/hos/clocks');
    while ((await circuit())['phase'] !== 'open') await readAll();
    const attempts = outage.arrivals.length;
    expect(attempts).to.be.within(5, 5 + PROCESSES - 1);
    const opened = Number((await circuit())['changed']);

    outage.forget();
    const seen: number[] = [];
    for (let round = 0; Date.now() < opened + 3.5 * OPEN_MS; round += 1) {
      for (const { status, body } of await readAll()) {
        seen.push(status);
        expect(body['stale'], JSON.stringify(body)).to.equal(true);
      }
      await sleep(20);
    }
    expect(new Set(seen)).to.deep.equal(new Set([200]));
    expect(outage.since(opened + 500) - outage.since(opened + OPEN_MS - 200), 'attempts while it is open').to.equal(0);
    expect(outage.arrivals.length, 'trials').to.be.within(1, 3);
    expect(outage.most, 'trials at a time').to.equal(1);

    vendorWorks();
    await eventually('the circuit closes', 2 * OPEN_MS + 2000, async () => {
      // One good trial makes the whole fleet fresh, and then nobody would ask for the second.
      await setup.rows("update hos_snapshot set as_of = as_of - interval '20 minutes'");
      await readAll();
      return (await circuit())['phase'] === 'closed' ? true : undefined;
    });
    expect(new Set((await readAll()).map(({ body }) => body['stale']))).to.deep.equal(new Set([false]));
  });
});
