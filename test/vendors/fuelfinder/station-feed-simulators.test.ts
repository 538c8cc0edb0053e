import { expect } from 'chai';
import type { FuelOffer } from '../../../src/domain/fleet-data/fuel-offer.js';
import { startFuelFinderSimulator } from '../../../src/infrastructure/simulators/fuelfinder/fuelfinder-simulator.js';
import type { StationFeedSimulator } from '../../../src/infrastructure/simulators/fuel-market/station-feed.js';
import { startGasBuddySimulator } from '../../../src/infrastructure/simulators/gasbuddy/gasbuddy-simulator.js';
import { definition as fuelFinder } from '../../../src/infrastructure/vendors/fuelfinder/definition.js';
import { definition as gasBuddy } from '../../../src/infrastructure/vendors/gasbuddy/definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { vendorSession } from '../vendor-session.js';

const NOW = new Date('2026-03-04T05:06:07Z');
const PHOENIX = { latitude: 33.44, longitude: -112.19 };
const FEEDS = [
  { name: 'Fuel Finder', definition: fuelFinder, start: startFuelFinderSimulator, list: 'stations' },
  { name: 'GasBuddy', definition: gasBuddy, start: startGasBuddySimulator, list: 'data' },
] as const;

for (const { name, definition, start, list } of FEEDS) {
  describe(`${name} simulator over HTTP`, () => {
    onRealSockets();

    let simulator: StationFeedSimulator;
    before(async () => {
      simulator = await start({ seed: 3, clock: () => NOW });
    });
    after(() => simulator.stop());
    afterEach(() => simulator.control.restore());

    async function ask(path: string, key: string | undefined = 'k', method = 'GET'): Promise<{ status: number; text: string; rows: unknown[] }> {
      const response = await fetch(simulator.url + path, { method, headers: key === '' ? {} : { 'x-api-key': key } });
      const text = await response.text();
      return { status: response.status, text, rows: response.ok && text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown[]>)[list] ?? [] : [] };
    }

    async function near(place: typeof PHOENIX, radiusMiles: number, limit: number): Promise<readonly FuelOffer[]> {
      const session = vendorSession({ definition, baseUrl: simulator.url, credentials: { apiKey: 'k' }, config: { baseUrl: simulator.url } });
      const found = await definition.fuelSource?.open(session).near({ near: place, radiusMiles, limit });
      expect(found?.unreadable).to.equal(0);
      return found?.offers ?? [];
    }

    it('has stations near Phoenix with prices, amenities and the time these were set', async () => {
      const offers = await near(PHOENIX, 25, 10);
      expect(offers.map(({ city, state, zip }) => `${city} ${state} ${zip}`)).to.deep.equal(['Phoenix AZ 85043', 'Phoenix AZ 85043', 'Phoenix AZ 85043']);
      expect(offers.flatMap(({ amenities }) => amenities)).to.have.length.greaterThan(0);
      for (const { dieselPrice, pricePerGallon, lastUpdated } of offers.filter(({ currency }) => currency !== undefined)) {
        expect(Number(dieselPrice)).to.be.greaterThan(Number(pricePerGallon));
        expect(lastUpdated?.getTime()).to.be.at.most(NOW.getTime());
      }
    });

    it('has stations without a price, and old prices', async () => {
      const offers = await near({ latitude: 38.5, longitude: -98 }, 500, 200);
      expect(offers.filter(({ dieselPrice }) => dieselPrice === undefined).length).to.be.within(2, 40);
      expect(Math.min(...offers.map(({ lastUpdated }) => lastUpdated?.getTime() ?? Infinity))).to.be.lessThan(NOW.getTime() - 5 * 24 * 3_600_000);
    });

    it('has no stations in Canada: its prices are US dollars per US gallon', async () => {
      expect(await near({ latitude: 50.98, longitude: -113.96 }, 25, 10)).to.deep.equal([]);
    });

    it('looks 25 miles around for 10 stations unless told otherwise', async () => {
      expect((await ask('/stations?lat=33.44&lon=-112.19')).rows).to.have.length(3);
      expect((await ask('/stations?lat=33.44&lon=-112.19&limit=2')).rows).to.have.length(2);
      expect((await ask('/stations?lat=38.5&lon=-98&radius=500')).rows).to.have.length(10);
    });

    it('refuses a missing or revoked key with 401, a forbidden one with 403', async () => {
      for (const [key, status] of [['', 401], ['revoked-7', 401], ['forbidden-7', 403]] as const) {
        expect((await ask('/stations?lat=1&lon=1', key)).status).to.equal(status);
      }
    });

    it('refuses what is no search', async () => {
      for (const query of ['', 'lat=1', 'lat=91&lon=1', 'lat=x&lon=1', 'lat=1&lon=1&radius=-1', 'lat=1&lon=1&radius=x', 'lat=1&lon=1&limit=0', 'lat=1&lon=1&limit=1.5']) {
        expect((await ask(`/stations?${query}`)).status, query).to.equal(400);
      }
      expect((await ask('/stations?lat=1&lon=1&radius=501')).text).to.contain('radius is 0 to 500');
      expect((await ask('/stations?lat=1&lon=1&radius=0')).status).to.equal(200);
      expect((await ask('/v9/stations?lat=1&lon=1')).status).to.equal(404);
      expect((await ask('/stations?lat=1&lon=1', 'k', 'DELETE')).status).to.equal(405);
    });

    it('says exactly what it is told, until it is restored', async () => {
      simulator.control.script(['nonsense', { id: 'only' }]);
      expect((await ask('/stations?lat=1&lon=1')).rows).to.deep.equal(['nonsense', { id: 'only' }]);
      simulator.control.restore();
      expect((await ask('/stations?lat=0&lon=0')).rows).to.deep.equal([]);
    });

    it('tells at / what it serves', async () => {
      const { text } = await ask('/');
      for (const word of [name, 'seed 3', '/stations?lat=', 'revoked']) expect(text).to.contain(word);
    });
  });
}

describe('The simulated feeds', () => {
  onRealSockets();

  it('tell of one market: the same seed and time, the same prices', async () => {
    const [one, other] = [await startFuelFinderSimulator({ clock: () => NOW }), await startGasBuddySimulator({ clock: () => NOW })];
    try {
      const told = async (definition: typeof fuelFinder, url: string): Promise<readonly (readonly [string | undefined, number])[]> => {
        const session = vendorSession({ definition, baseUrl: url, credentials: { apiKey: 'k' }, config: { baseUrl: url } });
        const found = await definition.fuelSource?.open(session).near({ near: PHOENIX, radiusMiles: 25, limit: 10 });
        return (found?.offers ?? []).map((offer) => [offer.name, Number(offer.dieselPrice)]);
      };
      const prices = await told(fuelFinder, one.url);
      expect(prices).to.have.length(3);
      expect(await told(gasBuddy, other.url)).to.deep.equal(prices);
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });
});
