import { expect } from 'chai';
import { definition as samsara } from '../../../src/infrastructure/vendors/samsara/definition.js';
import { startSamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { startTruckbaseSimulator, type TruckbaseSimulatorOptions } from '../../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import type { LoadObservation } from '../../../src/domain/fleet-data/load.js';
import { allPages } from '../../contracts/all-pages.js';
import { loadsOf } from '../../contracts/fleet-data/load-source-scenarios.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { vendorSession } from '../vendor-session.js';
import { truckbaseSession } from './truckbase-session.js';

const NOW = new Date('2026-03-04T15:00:00Z');
const HEADERS = { 'x-api-key': 'k', 'x-api-secret': 's' };

/** What the simulator promises beyond what the adapter asks of it. */
describe('Truckbase simulator over HTTP', () => {
  onRealSockets();

  /** Starts one, asks it and stops it. */
  async function withSimulator<T>(options: TruckbaseSimulatorOptions, work: (url: string) => Promise<T>): Promise<T> {
    const simulator = await startTruckbaseSimulator({ clock: () => NOW, ...options });
    try {
      return await work(simulator.url);
    } finally {
      await simulator.stop();
    }
  }

  async function ask(url: string, headers: Record<string, string> = HEADERS, method = 'GET'): Promise<{ status: number; text: string }> {
    const response = await fetch(url, { headers, method });
    return { status: response.status, text: await response.text() };
  }

  const activeAt = (url: string): Promise<readonly LoadObservation[]> =>
    allPages(new TruckbaseLoadSource(truckbaseSession(url)).activeLoads()).then(loadsOf);

  it('refuses missing, empty and revoked keys and secrets', async () => {
    await withSimulator({}, async (url) => {
      for (const headers of [{}, { 'x-api-key': 'k' }, { 'x-api-secret': 's' }, { 'x-api-key': '', 'x-api-secret': 's' }, { 'x-api-key': 'revoked', 'x-api-secret': 's' },
        { 'x-api-key': 'k', 'x-api-secret': 'revoked-1' }]) {
        expect((await ask(`${url}/loads?status=active`, headers)).status, JSON.stringify(headers)).to.equal(401);
      }
    });
  });

  it('answers what there is not with 404, 405 and 400', async () => {
    await withSimulator({}, async (url) => {
      for (const path of ['/drivers', '/v1/loads', '/loads/TB-1', '/loads/x', '/loads/%E0%A4%A', '/loads/a/b']) expect((await ask(url + path)).status, path).to.equal(404);
      expect((await ask(`${url}/loads`, HEADERS, 'POST')).status).to.equal(405);
      expect((await ask(`${url}/loads?status=done`)).status).to.equal(400);
    });
  });

  for (const [list, start] of [['loads', '{"loads":[{'], ['data', '{"data":[{'], ['bare', '[{']] as const) {
    it(`wraps the list as ${list}`, async () => {
      const { text } = await withSimulator({ list }, (url) => ask(`${url}/loads?status=active`));
      expect(text.startsWith(start), text.slice(0, 20)).to.equal(true);
    });
  }

  for (const [shape, has, hasNot] of [['flat', /"pickup_location"/, /"origin"|"pickup":/], ['nested', /"pickup":\{.*"origin":\{|"origin":\{.*"pickup":\{/, /"pickup_location"/],
    ['mixed', /"pickup_location"/, /^$/]] as const) {
    it(`speaks in ${shape} loads that the adapter reads without loss`, async () => {
      await withSimulator({ shape }, async (url) => {
        const { text } = await ask(`${url}/loads?status=active`);
        expect(text).to.match(has).and.not.to.match(hasNot);
        const found = await activeAt(url);
        expect(found).to.have.length.greaterThan(8);
        for (const load of found) {
          expect(load.status).to.match(/^(ASSIGNED|IN_TRANSIT)$/);
          for (const part of [load.pickup, load.delivery, load.pickupAppointment, load.deliveryAppointment]) expect(part).not.to.equal(undefined);
        }
      });
    });
  }

  it('mixes times with and without an offset, and loads with and without a driver', async () => {
    const found = await withSimulator({}, activeAt);
    for (const kind of ['at', 'local']) expect(found.some(({ pickupAppointment }) => kind in (pickupAppointment ?? {})), kind).to.equal(true);
    expect(new Set(found.map(({ assignedExternalDriverId }) => assignedExternalDriverId === undefined)).size).to.equal(2);
  });

  it('serves the same loads in two processes with one seed, and others with another', async () => {
    const path = '/loads?status=active';
    const [one, same, other] = await Promise.all([{}, {}, { seed: 2 }].map((options) => withSimulator(options, (url) => ask(url + path))));
    expect(one?.text).to.equal(same?.text);
    expect(one?.text).not.to.equal(other?.text);
  });

  it('finds each of its loads by id, those that are over too', async () => {
    await withSimulator({ shape: 'nested' }, async (url) => {
      const { loads } = JSON.parse((await ask(`${url}/loads`)).text) as { loads: { id?: string; loadId?: string }[] };
      expect(loads).to.have.length(40);
      const source = new TruckbaseLoadSource(truckbaseSession(url));
      const statuses = await Promise.all(loads.map(async ({ id, loadId }) => (await source.load(id ?? loadId ?? ''))?.status));
      expect(new Set(statuses)).to.deep.equal(new Set(['ASSIGNED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED']));
    });
  });

  it('names drivers of the simulated ELD fleet', async () => {
    const eld = await startSamsaraSimulator({ clock: () => NOW });
    const source = samsara.hosSource?.(vendorSession({ definition: samsara, baseUrl: eld.url, credentials: { apiKey: 'k' } }));
    const roster = source === undefined ? [] : await allPages(source.roster());
    await eld.stop();
    const known = new Set(roster.flatMap(({ drivers }) => drivers).map(({ externalDriverId }) => externalDriverId));
    const named = (await withSimulator({ shape: 'nested' }, activeAt)).map((load) => load.assignedExternalDriverId).filter((id) => id !== undefined);
    expect(named).to.have.length.greaterThan(5);
    expect(named.filter((id) => !known.has(id))).to.deep.equal([]);
    expect(new Set(named).size).to.equal(named.length);
  });

  it('says at / what it serves and that the API is private', async () => {
    const { text } = await withSimulator({ seed: 7 }, (url) => ask(`${url}/`, {}));
    for (const word of ['seed 7', 'private', '/loads?status=active', '/_faults']) expect(text).to.contain(word);
  });
});
