import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { eventually } from '../../support/service-process.js';
import type { ServiceProcess } from '../../support/service-process.js';
import { CuttableProxy } from './cuttable-proxy.js';
import { Replicas } from './replicas.js';

const AWAY_MS = 3_000;

describe('while the database is away', function () {
  this.timeout(90_000);
  let replicas: Replicas;
  let proxy: CuttableProxy;
  let service: ServiceProcess;
  let fleet: { tenantId: string; integrationId: string };
  let headers: Record<string, string>;
  let read: string;

  before(async () => {
    replicas = await Replicas.open({ drivers: 200, pageSize: 20, latencyMs: 40 });
    const address = new URL(replicas.databaseUrl);
    proxy = await CuttableProxy.start(Number(address.port));
    address.port = String(proxy.port);
    service = await replicas.start({ DATABASE_URL: address.href });
    headers = await replicas.logIn(service);
    fleet = await replicas.connectFleet(service, headers);
    headers['X-Tenant-Id'] = fleet.tenantId;
    await fetch(`${service.url}/api/v1/integrations/${fleet.integrationId}/sync`, { method: 'POST', headers });
    const [driver] = await replicas.query<{ driver_id: string }>('select driver_id from hos_snapshot where tenant_id = $1 limit 1', [fleet.tenantId]);
    read = `${service.url}/api/v1/drivers/${driver?.driver_id ?? ''}/hos`;
  });
  after(async () => {
    await replicas.close();
    await proxy.cut();
  });

  const status = async (url: string): Promise<number> => (await fetch(url, { headers })).status;
  const recovered = (): Promise<true> =>
    eventually('reads work again', 10_000, async () => ((await status(read)) === 200 && (await status(`${service.url}/health/ready`)) === 200 ? true : undefined));

  it('for 3 s: reads and readiness answer 503 problem+json in time, liveness 200, and reads recover by themselves', async () => {
    expect(await status(read)).to.equal(200);
    await proxy.cut();
    const answers: Response[] = [];
    for (const end = Date.now() + AWAY_MS; Date.now() < end; await sleep(100)) answers.push(await fetch(read, { headers, signal: AbortSignal.timeout(6_000) }));
    const ready = await fetch(`${service.url}/health/ready`);
    const live = await status(`${service.url}/health/live`);
    await proxy.mend();
    await recovered();

    expect(answers.length).to.be.above(5);
    expect(new Set(answers.map((answer) => answer.status))).to.deep.equal(new Set([503]));
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(Number(answer.headers.get('retry-after'))).to.be.at.least(1);
      expect(await answer.json()).to.include({ status: 503, code: 'service-unavailable' });
    }
    expect(ready.status).to.equal(503);
    expect(live).to.equal(200);
  });

  it('the scheduler lives on: the next due sync runs', async () => {
    await proxy.cut();
    await sleep(AWAY_MS);
    await proxy.mend();
    await replicas.query(`update integration set next_sync_at = clock_timestamp()`);
    const run = await eventually('a scheduled run succeeds', 20_000, async () =>
      (await replicas.runs()).find(({ trigger, status: outcome }) => trigger === 'schedule' && outcome === 'success'));
    expect(run.records_processed).to.equal(replicas.fleetSize);
    expect(service.ended).to.equal(false);
  });

  it('a sync that was running is finished after all, in one history row', async () => {
    await replicas.query('delete from sync_run');
    await replicas.query(`update integration set next_sync_at = clock_timestamp()`);
    await eventually('the sync runs', 10_000, async () => ((await replicas.runs()).some(({ status: outcome }) => outcome === 'running') ? true : undefined));
    await sleep(200);
    await proxy.cut();
    await sleep(AWAY_MS);
    await proxy.mend();
    const run = await eventually('the run is finished', 30_000, async () => (await replicas.runs()).find(({ status: outcome }) => outcome !== 'running'));
    expect(run).to.include({ status: 'success', fencing: 2, records_processed: replicas.fleetSize });
    expect(await replicas.runs()).to.have.length(1);
  });

  it('every connection terminated by an administrator: at most those in flight fail, with 503, then all is well', async () => {
    await recovered();
    const terminate = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fleetbridge' and datname = current_database()`;
    const seen: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const asked = Array.from({ length: 20 }, () => status(read));
      await replicas.query(terminate);
      seen.push(...(await Promise.all(asked)));
      await recovered();
    }
    expect(seen.filter((one) => one !== 200 && one !== 503)).to.deep.equal([]);
    expect(await Promise.all(Array.from({ length: 20 }, () => status(read)))).to.deep.equal(Array.from({ length: 20 }, () => 200));
    expect(service.entries().filter(({ message }) => message === 'process.crashed' || message === 'http.unexpected-error')).to.deep.equal([]);
  });
});
