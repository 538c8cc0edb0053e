import { expect } from 'chai';
import { startHereFuelSimulator, type HereFuelSimulator } from '../../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/here-fuel/definition.js';
import { hereClient } from '../../../src/infrastructure/vendors/here-fuel/here-client.js';
import { HereFuelSource } from '../../../src/infrastructure/vendors/here-fuel/here-fuel-source.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { vendorSession } from '../vendor-session.js';

type Fields = Record<string, unknown>;

const NOW = new Date('2026-03-04T05:06:07Z');
const PHOENIX = { latitude: 33.44, longitude: -112.19 };
const KANSAS = { latitude: 38.5, longitude: -98 };

describe('HERE simulator over HTTP', () => {
  onRealSockets();

  let simulator: HereFuelSimulator;
  let source: HereFuelSource;
  before(async () => {
    simulator = await startHereFuelSimulator({ seed: 3, clock: () => NOW });
    source = new HereFuelSource(hereClient(vendorSession({ definition, baseUrl: simulator.url, credentials: { apiKey: 'k' } })));
  });
  after(() => simulator.stop());
  afterEach(() => simulator.control.restore());

  async function ask(path: string, method = 'GET'): Promise<{ status: number; body: Fields; text: string }> {
    const response = await fetch(simulator.url + path, { method });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) as Fields : {} };
  }

  const rowsOf = (body: Fields): Fields[] => (body['fuelStations'] as { fuelStation: Fields[] }).fuelStation;

  it('has stations near Phoenix, with US dollars per gallon, nearest first', async () => {
    const { offers, unreadable } = await source.near({ near: PHOENIX, radiusMiles: 25, limit: 10 });
    expect([offers.length, unreadable]).to.deep.equal([3, 0]);
    expect(offers.map(({ distanceMiles }) => distanceMiles)).to.deep.equal(offers.map(({ distanceMiles }) => distanceMiles).toSorted((one = 0, other = 0) => one - other));
    for (const { dieselPrice, currency, lastUpdated, state } of offers.filter(({ dieselPrice: price }) => price !== undefined)) {
      expect(dieselPrice).to.match(/^\d\.\d{1,3}$/);
      expect([currency, state]).to.deep.equal(['USD', 'AZ']);
      expect(lastUpdated?.getTime()).to.be.at.most(NOW.getTime());
    }
  });

  it('has Canadian dollars per litre in Canada, told per US gallon', async () => {
    const { offers } = await source.near({ near: { latitude: 50.98, longitude: -113.96 }, radiusMiles: 25, limit: 10 });
    const priced = offers.filter(({ dieselPrice }) => dieselPrice !== undefined);
    expect(priced.map(({ currency }) => currency)).to.include('CAD');
    expect(priced.map(({ currency }) => currency)).not.to.include('USD');
    for (const { dieselPrice } of priced) expect(Number(dieselPrice)).to.be.within(5, 8);
  });

  it('has estimates among its rows, without a price', async () => {
    const { body } = await ask('/stations?prox=38.5,-98,1000000&fueltype=1&maxresults=250&apiKey=k');
    const prices = rowsOf(body).map((row) => (row['fuelPrice'] as Fields[])[0] ?? {});
    const estimates = prices.filter((price) => price['price'] === undefined);
    expect(estimates.length).to.be.greaterThan(3);
    expect(estimates.every((price) => price['errorMargin'] !== undefined)).to.equal(true);
    expect(prices.length).to.be.greaterThan(estimates.length * 4);
  });

  it('is read over several pages without losing or repeating a station', async () => {
    const before = simulator.stats()['/stations'] ?? 0;
    const { offers } = await source.near({ near: KANSAS, radiusMiles: 600, limit: 1000 });
    expect(offers.length).to.be.greaterThan(60);
    expect(new Set(offers.map(({ stationId }) => stationId)).size).to.equal(offers.length);
    expect((simulator.stats()['/stations'] ?? 0) - before).to.equal(Math.ceil(offers.length / 50));
  });

  it('refuses a missing or revoked key with 401, a forbidden one with 403', async () => {
    for (const [query, status] of [['', 401], ['&apiKey=', 401], ['&apiKey=revoked-7', 401], ['&apiKey=forbidden-7', 403]] as const) {
      const { status: found, body } = await ask(`/stations?prox=1,1,1000${query}`);
      expect([found, typeof body['error_description']]).to.deep.equal([status, 'string']);
    }
  });

  it('refuses what is no search', async () => {
    for (const query of ['', 'prox=1,1', 'prox=1,1,x', 'prox=1,1,1.5', 'prox=91,1,1000', 'prox=1,1,1000,1', 'prox=1,1,1000&maxresults=0', 'prox=1,1,1000&offset=-1',
      'prox=1,1,1000&fueltype=diesel']) {
      expect((await ask(`/stations?${query}&apiKey=k`)).status, query).to.equal(400);
    }
    expect((await ask('/fuel/stations?apiKey=k')).status).to.equal(404);
    expect((await ask('/stations?apiKey=k', 'POST')).status).to.equal(405);
  });

  it('has no stations for other fuels', async () => {
    expect(rowsOf((await ask('/stations?prox=33.44,-112.19,40000&fueltype=2&apiKey=k')).body)).to.deep.equal([]);
  });

  it('says exactly what it is told, until it is restored', async () => {
    simulator.control.script([{ id: 'only' }], { pageSize: 1 });
    expect((await ask('/stations?prox=1,1,1000&apiKey=k')).body).to.deep.equal({ hasMore: false, fuelStations: { fuelStation: [{ id: 'only' }] } });
    simulator.control.restore();
    expect(rowsOf((await ask('/stations?prox=0,0,1000&apiKey=k')).body)).to.deep.equal([]);
  });

  it('tells at / what it serves', async () => {
    const { text } = await ask('/');
    for (const word of ['seed 3', '/stations?prox=', 'errorMargin', 'revoked']) expect(text).to.contain(word);
  });
});
