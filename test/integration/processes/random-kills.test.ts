import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ServiceProcess } from '../../support/service-process.js';
import { DueSlots, countByIntegration, overlaps } from './due-slots.js';
import { Replicas } from './replicas.js';

const KILLS = 12;
const FLEETS = 4;
/** Stops killing early on a slow machine; fewer kills than 10 fail the test. */
const KILLING_MS = 60_000;

describe('replicas killed with -9 again and again', function () {
  this.timeout(180_000);
  let replicas: Replicas;

  before(async () => {
    replicas = await Replicas.open({ drivers: 60, pageSize: 10, latencyMs: 40 });
  });
  after(() => replicas.close());

  it(`lose and double no run of ${FLEETS} fleets over at least 10 kills at random moments`, async () => {
    const fleets = await replicas.connectFleets(FLEETS);
    const running = await Promise.all([replicas.start(), replicas.start()]);
    const slots = new DueSlots(replicas);
    const kills = await killAtRandom(running, replicas);
    await slots.drained(60_000);

    const runs = await replicas.runs();
    expect(kills).to.be.at.least(10);
    expect(runs.some(({ fencing }) => fencing > 1), 'some run was taken over').to.equal(true);
    expect(countByIntegration(runs)).to.deep.equal(slots.given());
    expect(overlaps(runs)).to.deep.equal([]);
    expect(new Set(runs.map(({ status }) => status))).to.deep.equal(new Set(['success']));
    expect(new Set(runs.map((run) => run.records_processed))).to.deep.equal(new Set([replicas.fleetSize]));
    const whole = { drivers: replicas.fleetSize, different: replicas.fleetSize, snapshots: replicas.fleetSize };
    for (const { tenantId } of fleets) expect(await replicas.fleetOf(tenantId)).to.deep.equal(whole);
  });
});

/** Kills one of the two at a time, starts another in its place, and so on. Both run when it is done. */
async function killAtRandom(running: ServiceProcess[], replicas: Replicas): Promise<number> {
  let kills = 0;
  for (const end = Date.now() + KILLING_MS; kills < KILLS && Date.now() < end; kills += 1) {
    await sleep(randomInt(50, 1_000));
    const victim = randomInt(running.length);
    await running[victim]?.kill('SIGKILL');
    running.splice(victim, 1, await replicas.start());
  }
  return kills;
}
