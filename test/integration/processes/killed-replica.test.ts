import { expect } from 'chai';
import { readConfig } from '../../../src/infrastructure/config/config.js';
import { testEnvironment } from '../../support/test-service.js';
import { eventually } from '../../support/service-process.js';
import { Replicas } from './replicas.js';

const PROMISE_MS = 60_000;

describe('a replica killed with -9 in mid-sync', function () {
  this.timeout(120_000);
  let replicas: Replicas;

  before(async () => {
    replicas = await Replicas.open({ drivers: 600, pageSize: 40, latencyMs: 60 });
  });
  after(() => replicas.close());

  it('has its run finished by another within 60 s: one history row, nothing doubled, every driver counted', async () => {
    const [first, second] = await Promise.all([replicas.start({ ENABLE_SCHEDULER: 'false' }), replicas.start()]);
    const admin = await replicas.logIn(first);
    const { tenantId, integrationId } = await replicas.connectFleet(first, admin);
    const headers = { ...admin, 'X-Tenant-Id': tenantId };
    const asked = fetch(`${first.url}/api/v1/integrations/${integrationId}/sync`, { method: 'POST', headers }).catch(() => 'cut off');
    await eventually('some of the fleet is imported', 10_000, async () => ((await replicas.fleetOf(tenantId)).drivers > 40 ? true : undefined));
    await first.kill('SIGKILL');
    const killedAt = Date.now();
    const partly = (await replicas.fleetOf(tenantId)).drivers;

    const run = await eventually('the run is finished', PROMISE_MS, async () => (await replicas.runs()).find(({ status }) => status !== 'running'));
    const takenOverAfterMs = Date.now() - killedAt;

    expect(await asked).to.equal('cut off');
    expect(partly).to.be.within(40, replicas.fleetSize - 1);
    expect(takenOverAfterMs).to.be.below(PROMISE_MS);
    expect(await replicas.runs()).to.have.length(1);
    expect(run).to.include({ status: 'success', trigger: 'manual', fencing: 2, records_failed: 0, records_processed: replicas.fleetSize });
    expect(run.records_created + run.records_updated).to.equal(replicas.fleetSize);
    expect(await replicas.fleetOf(tenantId)).to.deep.equal({
      drivers: replicas.fleetSize,
      different: replicas.fleetSize,
      snapshots: replicas.fleetSize,
    });
    const history = await fetch(`${second.url}/api/v1/integrations/${integrationId}/sync-history`, { headers });
    expect(await history.json()).to.have.length(1);
  });

  it('with the default settings is noticed within 60 s: a lease of 30 s and a scan every 10 s', () => {
    const { ENABLE_SCHEDULER: _, ...environment } = testEnvironment('postgres://localhost/none');
    const { SYNC_LEASE_SECONDS: lease, SCHEDULER_SCAN_SECONDS: scan } = readConfig(environment).settings;
    expect({ lease, scan }).to.deep.equal({ lease: 30, scan: 10 });
    expect(lease + scan).to.be.at.most(60);
  });
});
