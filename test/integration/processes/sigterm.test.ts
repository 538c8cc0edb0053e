import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { eventually } from '../../support/service-process.js';
import type { ServiceProcess } from '../../support/service-process.js';
import { Replicas } from './replicas.js';

const EXIT_MS = 10_000;

describe('SIGTERM', function () {
  this.timeout(90_000);
  let replicas: Replicas;
  let other: ServiceProcess;
  let admin: Record<string, string>;

  before(async () => {
    replicas = await Replicas.open({ drivers: 300, pageSize: 20, latencyMs: 60 });
    other = await replicas.start();
    admin = await replicas.logIn(other);
  });
  afterEach(() => replicas.simulator.faults.clear());
  after(() => replicas.close());

  async function connectedTo(service: ServiceProcess): Promise<{ tenantId: string; sync: string; headers: Record<string, string> }> {
    const { tenantId, integrationId } = await replicas.connectFleet(service, admin);
    return { tenantId, sync: `/api/v1/integrations/${integrationId}/sync`, headers: { ...admin, 'X-Tenant-Id': tenantId } };
  }

  it('in mid-sync: exits with 0 within 10 s, the caller hears that the run goes on, another replica finishes it without waiting for a lease', async () => {
    const leaving = await replicas.start({ ENABLE_SCHEDULER: 'false', SYNC_LEASE_SECONDS: '60' });
    const { tenantId, sync, headers } = await connectedTo(leaving);
    const asked = fetch(`${leaving.url}${sync}`, { method: 'POST', headers });
    await eventually('some of the fleet is imported', 10_000, async () => ((await replicas.fleetOf(tenantId)).drivers > 20 ? true : undefined));
    const exit = await leaving.kill('SIGTERM');

    const answer = await asked;
    expect(exit).to.include({ code: 0, signal: null });
    expect(exit.afterMs).to.be.below(EXIT_MS);
    expect({ status: answer.status, body: ((await answer.json()) as { status: string }).status }).to.deep.equal({ status: 202, body: 'running' });
    const run = await eventually('the run is finished', 15_000, async () => (await replicas.runs()).find(({ status }) => status !== 'running'));
    expect(run).to.include({ status: 'success', fencing: 2, records_processed: replicas.fleetSize });
    expect(await replicas.runs()).to.have.length(1);
    expect((await replicas.fleetOf(tenantId)).snapshots).to.equal(replicas.fleetSize);
  });

  it('while a live read waits for a slow vendor: the read is answered, then the process exits with 0 at once', async () => {
    const leaving = await replicas.start({ ENABLE_SCHEDULER: 'false' });
    const { tenantId, sync, headers } = await connectedTo(leaving);
    await fetch(`${leaving.url}${sync}`, { method: 'POST', headers });
    await replicas.query('delete from hos_snapshot where tenant_id = $1', [tenantId]);
    const [driver] = await replicas.query<{ driver_id: string }>('select driver_id from driver where tenant_id = $1 and is_active limit 1', [tenantId]);
    replicas.simulator.faults.next({ kind: 'slow', path: '/fleet/hos/clocks', delayMs: 2_000 });
    const slow = fetch(`${leaving.url}/api/v1/drivers/${driver?.driver_id ?? ''}/hos`, { headers });
    await sleep(500);
    const exit = await leaving.kill('SIGTERM');

    const answer = await slow;
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.include({ cached: false, stale: false });
    expect(exit.code).to.equal(0);
    expect(exit.afterMs).to.be.within(1_000, 6_000);
  });

  it('closes idle kept-alive connections at once and refuses new ones', async () => {
    const leaving = await replicas.start({ ENABLE_SCHEDULER: 'false' });
    const { url } = leaving;
    expect((await fetch(`${url}/health/live`)).status).to.equal(200);
    const exit = await leaving.kill('SIGTERM');
    expect(exit.code).to.equal(0);
    expect(exit.afterMs).to.be.below(2_000);
    expect(await fetch(url).catch(() => 'refused')).to.equal('refused');
  });

  it('leaves every log line behind, whole and in order up to service.stopped', async () => {
    const leaving = await replicas.start({ ENABLE_SCHEDULER: 'false' });
    await Promise.all(Array.from({ length: 2_000 }, async (_, n) => (await fetch(`${leaving.url}/nowhere/${n}`)).arrayBuffer()));
    await leaving.kill('SIGTERM');
    const lines = leaving.stdout.split('\n').filter((line) => line !== '');
    const entries = lines.map((line) => JSON.parse(line) as { message: string; path?: string });
    expect(entries.filter(({ message, path }) => message === 'http.request' && path?.startsWith('/nowhere/'))).to.have.length(2_000);
    expect(entries.slice(-1)[0]?.message).to.equal('service.stopped');
    expect(leaving.stderr).to.equal('');
  });

  it('twice, as impatient people do, still exits with 0', async () => {
    const leaving = await replicas.start({ ENABLE_SCHEDULER: 'false' });
    leaving.signal('SIGTERM');
    leaving.signal('SIGINT');
    expect((await leaving.kill('SIGTERM')).code).to.equal(0);
  });
});
