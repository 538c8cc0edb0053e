import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { TcpGate } from '../../api/tcp-gate.js';
import { addIntegration, useIntegrations } from '../../contracts/integrations/open-integrations.js';
import type { CircuitKey } from '../../../src/application/integrations/ports/circuit-store.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { VendorHttp } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { KnexCircuitQueries } from '../../../src/infrastructure/persistence/integrations/knex-circuit-queries.js';
import { FaultServer } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { ServiceProcess, eventually, killAll } from '../../support/service-process.js';
import { openKnexIntegrations } from '../integrations/knex-integrations.js';
import type { KnexIntegrations } from '../integrations/knex-integrations.js';
import { gatedHttp } from './gated-http.js';

const OPEN_MS = 2_000;

/** What became of an attempt. */
async function tryOnce(http: VendorHttp): Promise<'answered' | 'failed' | 'refused'> {
  try {
    await http.send({ operation: 'test', method: 'GET', path: '/' });
    return 'answered';
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return error.refusedBy === undefined ? 'failed' : 'refused';
  }
}

async function tries(http: VendorHttp, times: number): Promise<readonly string[]> {
  const results = [];
  for (let time = 0; time < times; time += 1) results.push(await tryOnce(http));
  return results;
}

describe('A circuit in trouble', function () {
  this.timeout(60_000);
  onRealSockets();
  let knex: KnexIntegrations;
  let vendor: FaultServer;
  let key: CircuitKey;
  const opened = useIntegrations(async () => (knex = await openKnexIntegrations()));

  before(async () => (vendor = await FaultServer.start()));
  beforeEach(async () => {
    vendor.reset();
    const { tenantId, id } = await addIntegration(opened());
    key = { tenantId, integrationId: id };
  });
  afterEach(() => killAll());
  after(() => vendor.stop());

  it(`a trial whose process is killed with -9 has failed after ${OPEN_MS / 1000} s: the next one comes ${OPEN_MS / 1000} s later, and not before`, async () => {
    const http = gatedHttp({ database: knex.database, key, url: vendor.url, openMs: OPEN_MS });
    vendor.script([faults.status(503)]);
    expect(await tries(http, 6)).to.deep.equal(['failed', 'failed', 'failed', 'failed', 'failed', 'refused']);
    await sleep(OPEN_MS + 50);

    vendor.script([faults.slowHeaders()]);
    const environment = { DATABASE_URL: knex.ownerUrl, URL: vendor.url, TENANT: key.tenantId, INTEGRATION: key.integrationId, OPEN_MS: String(OPEN_MS) };
    const worker = ServiceProcess.spawn(environment, { script: 'test/integration/resilience/trial-worker.ts' });
    await eventually('the trial is under way', 20_000, async () => (vendor.attempts === 6 ? true : undefined));
    await worker.kill('SIGKILL');
    const circuits = new KnexCircuitQueries(knex.database);
    const { phase } = await circuits.get(key);
    const trialUntil = phase.kind === 'half-open' ? phase.trialUntil?.getTime() : undefined;
    if (trialUntil === undefined) throw new Error(`No trial is under way: ${JSON.stringify(phase)}`);

    vendor.script([faults.ok({})]);
    const answered = await eventually('another trial', 3 * OPEN_MS, async () => ((await tryOnce(http)) === 'answered' ? Date.now() : undefined));
    expect(answered - trialUntil).to.be.within(OPEN_MS - 5, OPEN_MS + 1_000);
    expect(vendor.attempts).to.equal(7);
    expect((await circuits.get(key)).totalFailures).to.equal(6);
    expect(await tries(http, 3)).to.deep.equal(['answered', 'answered', 'answered']);
    expect((await circuits.get(key)).phase.kind).to.equal('closed');
  });

  it('while the database is away each process opens its own circuit after 5 failures; back again, the shared one counts', async () => {
    const address = new URL(knex.ownerUrl);
    const gate = await TcpGate.before(address.hostname, Number(address.port));
    address.hostname = '127.0.0.1';
    address.port = String(gate.port);
    const [one, two] = [openTestPool(address.href), openTestPool(address.href)];
    try {
      const options = { key, url: vendor.url, openMs: 60_000 };
      const [first, second] = [gatedHttp({ ...options, database: one }), gatedHttp({ ...options, database: two })];
      vendor.script([faults.ok({})]);
      expect(await tries(first, 1)).to.deep.equal(['answered']);
      gate.shut();
      vendor.script([faults.status(503)]);
      const expected = ['failed', 'failed', 'failed', 'failed', 'failed', 'refused', 'refused', 'refused'];
      expect([await tries(first, 8), await tries(second, 8)]).to.deep.equal([expected, expected]);
      expect(vendor.attempts).to.equal(1 + 10);
      gate.reopen();
      expect(await tries(first, 6)).to.deep.equal(['failed', 'failed', 'failed', 'failed', 'failed', 'refused']);
      expect(await tries(second, 2)).to.deep.equal(['refused', 'refused']);
      gate.shut();
      expect(await tries(second, 2), 'the database goes away behind an open circuit').to.deep.equal(['refused', 'refused']);
    } finally {
      gate.reopen();
      await Promise.all([one.close(), two.close()]);
      await gate.stop();
    }
  });
});
