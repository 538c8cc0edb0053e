import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { DueSlots, countByIntegration, overlaps } from './due-slots.js';
import { Replicas } from './replicas.js';

const INTEGRATIONS = 20;
const SECONDS = 12;

describe('20 integrations over 2 replicas', function () {
  this.timeout(120_000);
  let replicas: Replicas;
  let ids: readonly string[];

  before(async () => {
    replicas = await Replicas.open({ drivers: 12, pageSize: 6, latencyMs: 30 });
    ids = (await replicas.connectFleets(INTEGRATIONS)).map(({ integrationId }) => integrationId);
    await Promise.all([replicas.start(), replicas.start()]);
  });
  beforeEach(() => replicas.query('delete from sync_run'));
  after(() => replicas.close());

  it('run every slot once, and no integration twice at the same time', async () => {
    const slots = new DueSlots(replicas);
    await sleep(SECONDS * 1000);
    await slots.drained(30_000);
    const runs = await replicas.runs();
    expect(Object.keys(slots.given()).sort()).to.deep.equal([...ids].sort());
    expect(Math.min(...Object.values(slots.given()))).to.be.at.least(3);
    expect(countByIntegration(runs)).to.deep.equal(slots.given());
    expect(overlaps(runs)).to.deep.equal([]);
    expect(runs.every(({ status, fencing }) => status === 'success' && fencing === 1)).to.equal(true);
  });

  it('keep a cadence of 60 s: the next slot is 60 s after the last one was due, however late it was taken and however long it ran', async () => {
    const due = `update integration set sync_interval_seconds = 60, next_sync_at = date_trunc('second', clock_timestamp()) - $1::interval returning id, next_sync_at`;
    for (const late of ['0.2 seconds', '9 seconds', '40 seconds']) {
      const slots = await replicas.query<{ id: string; next_sync_at: Date }>(due, [late]);
      await sleep(4_000);
      const next = await replicas.query<{ id: string; next_sync_at: Date }>('select id, next_sync_at from integration');
      const expected = slots.map(({ id, next_sync_at: at }) => `${id} ${new Date(at.getTime() + 60_000).toISOString()}`);
      expect(next.map(({ id, next_sync_at: at }) => `${id} ${at.toISOString()}`).sort(), late).to.deep.equal(expected.sort());
    }
    expect(await replicas.runs()).to.have.length(3 * INTEGRATIONS);
  });
});
