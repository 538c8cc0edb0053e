import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { ServiceProcess, eventually } from '../../support/service-process.js';
import { WEBHOOK_SECRET } from '../../api/pushed-webhooks.js';
import { PushingMotive } from './pushing-motive.js';
import { Replicas } from './replicas.js';

const DRIVERS = ['501', '502', '503', '504', '505', '506'];
const KILLS = 6;
/** Stops killing early on a slow machine; fewer kills than 4 fail the test. */
const KILLING_MS = 25_000;
const PATIENCE_MS = 20_000;
/** What the last victim held is taken over by then: the vendor is read for no event but the last ones. */
const TAKEN_OVER_MS = 4_500;
/** Decides who is killed and when, and where events are delivered; what the processes are at then is theirs. */
const SEED = randomInt(2 ** 31);
const SCRIPT = new URL('short-lease-service.ts', import.meta.url).pathname;

interface EventRow {
  readonly event_id: string;
  readonly state: string;
  readonly note: string | null;
  readonly attempts: number;
}

describe(`webhooks while replicas are killed with -9, seed ${SEED}`, function () {
  this.timeout(60_000);
  const chance = chanceOf(SEED);
  let replicas: Replicas;
  let motive: PushingMotive;
  let running: ServiceProcess[];

  before(async () => {
    replicas = await Replicas.open();
    motive = await PushingMotive.start(DRIVERS, chance);
    running = await Promise.all([start(), start()]);
  });
  after(async () => {
    await replicas.close();
    await motive.simulator.stop();
  });

  /** Nothing is synced by schedule: new hours come through webhooks or not at all. */
  const start = (): Promise<ServiceProcess> =>
    ServiceProcess.start(
      replicas.environment({ MOTIVE_API_URL: motive.simulator.url, HOS_SYNC_SCHEDULE: '0 0 1 1 *', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' }),
      { script: SCRIPT },
    );

  it(`none of ${DRIVERS.length} drivers' events is lost or kept twice over at least 4 kills in 25 s, and their hours are the vendor's last`, async () => {
    const integrationId = await connect(running[0]!);
    expect(await storedHours(integrationId)).to.deep.equal(motive.hours);
    const addresses = (): readonly string[] => running.map(({ url }) => `${url}/webhooks/MOTIVE_ELD/${integrationId}`);
    const stop = new AbortController();
    const pushing = Promise.all(DRIVERS.map((driver) => motive.live(driver, addresses, stop.signal)));
    const kills = await killAtRandom();
    await sleep(TAKEN_OVER_MS);
    stop.abort();
    await pushing;
    const events = await eventually('every event is settled', PATIENCE_MS, async () => {
      const rows = await replicas.query<EventRow>('select event_id, state, note, attempts from webhook_event');
      return rows.every(({ state }) => state !== 'pending') ? rows : undefined;
    });

    expect(kills).to.be.at.least(4);
    expect(motive.failed, 'deliveries that failed').to.be.above(0);
    expect(events.some(({ attempts }) => attempts > 1), 'some event was taken over').to.equal(true);
    expect(events.map(({ event_id: id }) => id).sort()).to.deep.equal(motive.acknowledged.toSorted());
    expect(events.filter(({ state, note }) => state !== 'done' || note !== null)).to.deep.equal([]);
    expect(await storedHours(integrationId)).to.deep.equal(motive.hours);
  });

  /** Motive, connected and synced once. */
  async function connect(desk: ServiceProcess): Promise<string> {
    const admin = await replicas.logIn(desk);
    const ask = async (path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Record<string, string>> => {
      const answer = await fetch(desk.url + path, { method: 'POST', headers: { ...admin, ...headers }, body: JSON.stringify(body) });
      return (await answer.json()) as Record<string, string>;
    };
    const { id: tenantId = '' } = await ask('/api/v1/tenants', { name: 'Fleet that is told of' }, {});
    const tenant = { 'X-Tenant-Id': tenantId };
    const credentials = { apiKey: 'a-key-that-works', webhookSecret: WEBHOOK_SECRET };
    const fleet = { integration_type: 'HOS_ELD', vendor: 'MOTIVE_ELD', display_name: 'Fleet', credentials };
    const { id: integrationId = '' } = await ask('/api/v1/integrations', fleet, tenant);
    expect(await ask(`/api/v1/integrations/${integrationId}/sync`, {}, tenant)).to.include({ status: 'success' });
    return integrationId;
  }

  async function storedHours(integrationId: string): Promise<Record<string, number>> {
    const rows = await replicas.query<{ driver: string; hours: number }>(
      'select external_driver_id as driver, drive_hours as hours from hos_snapshot where integration_id = $1 order by 1',
      [integrationId],
    );
    return Object.fromEntries(rows.map(({ driver, hours }) => [driver, hours]));
  }

  /** Kills one of the two at a time and starts another in its place. Both run when it is done. */
  async function killAtRandom(): Promise<number> {
    let kills = 0;
    for (const end = Date.now() + KILLING_MS; kills < KILLS && Date.now() < end; kills += 1) {
      await sleep(200 + chance() * 1_000);
      const victim = chance() < 0.5 ? 0 : 1;
      await running[victim]!.kill('SIGKILL');
      running[victim] = await start();
    }
    return kills;
  }
});

/** Chances in [0, 1) that a seed decides (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
