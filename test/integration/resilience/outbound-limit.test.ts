import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { KnexVendorRateStore } from '../../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { killAll } from '../../support/service-process.js';
import { PermitLog, mostInAnySecond } from './permit-log.js';
import type { Requests } from './permit-log.js';

const PATIENCE_MS = 60_000;
/** A timer of Node may fire a fraction of a millisecond early. */
const TIMER_US = 2_000;

describe('The outbound limit over all replicas, by the database’s clock', function () {
  this.timeout(90_000);
  let log: PermitLog;

  before(async () => (log = await PermitLog.open()));
  afterEach(() => killAll());
  after(() => log.close());

  async function ask(processes: number, requests: Requests): Promise<readonly number[]> {
    const running = Array.from({ length: processes }, () => log.spawn(requests));
    for (const { exit, stderr } of await Promise.all(running.map(async (one) => ({ exit: await one.exit(PATIENCE_MS), stderr: one.stderr })))) {
      expect(exit.code, stderr).to.equal(0);
    }
    return log.permits(requests.account);
  }

  /** Nobody sends before the permit: the n-th request sent comes after the n-th permit. */
  async function expectNoneTooEarly(account: string, permits: readonly number[]): Promise<void> {
    const sent = await log.sent(account);
    expect(sent).to.have.length(permits.length);
    for (const [index, { us }] of sent.entries()) expect(us).to.be.at.least((permits[index] ?? Infinity) - TIMER_US);
  }

  for (const priority of ['user', 'background'] as const) {
    it(`4 processes with 25 ${priority} requests each get exactly 100 permits, never more than 20 in any sliding second`, async () => {
      const account = `bursts-${priority}`;
      const permits = await ask(4, { account, permits: 20, windowMs: 1000, priority, requests: 25 });
      expect(permits).to.have.length(100);
      expect(mostInAnySecond(permits)).to.equal(20);
      await expectNoneTooEarly(account, permits);
    });
  }

  it('evenly spaced, 4 processes with 15 requests each get 60 permits exactly 102 ms apart: 0 sliding seconds over 10', async () => {
    const account = 'pems';
    const permits = await ask(4, { account, permits: 1, windowMs: 102, priority: 'user', requests: 15 });
    expect(permits).to.have.length(60);
    const gaps = permits.slice(1).map((at, index) => at - (permits[index] ?? 0));
    expect(Math.min(...gaps)).to.equal(102_000);
    expect(gaps.filter((gap) => gap === 102_000)).to.have.length.at.least(50);
    expect(mostInAnySecond(permits)).to.be.at.most(10);
    await expectNoneTooEarly(account, permits);
  });

  it('10 user requests of one replica overtake 200 background ones that wait in 2 others', async () => {
    const order = { account: 'overtaking', permits: 1, windowMs: 102 };
    for (const requests of [100, 100]) log.spawn({ ...order, priority: 'background', requests });
    for (const deadline = Date.now() + PATIENCE_MS; (await log.sent(order.account)).length < 10; await sleep(20)) {
      expect(Date.now(), 'waited for background work').to.be.lessThan(deadline);
    }
    const database = openTestPool(log.url, 2);
    try {
      const rates = new KnexVendorRateStore(database);
      const places = [];
      for (let user = 0; user < 10; user += 1) places.push(await rates.take(order.account, { rate: order, priority: 'user', patienceMs: 10_000 }));
      expect(places.every(({ taken }) => taken)).to.equal(true);
      // One place each, so that the last waits for 10 places; while 190 wait behind.
      expect(places.at(-1)?.waitMs).to.be.at.most(10 * 102);
    } finally {
      await database.close();
    }
  });
});
