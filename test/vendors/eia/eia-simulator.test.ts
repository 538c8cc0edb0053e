import { expect } from 'chai';
import { startEiaSimulator, type EiaSimulator } from '../../../src/infrastructure/simulators/eia/eia-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/eia/definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { vendorSession } from '../vendor-session.js';

type Fields = Record<string, unknown>;

const ROUTE = '/petroleum/pri/gnd/data/';
const WEEKS = `${ROUTE}?api_key=k&frequency=weekly&data[0]=value&facets[product][]=EPD2D&sort[0][column]=period&sort[0][direction]=desc`;

describe('EIA simulator over HTTP', () => {
  onRealSockets();

  let simulator: EiaSimulator;
  let now = new Date('2026-03-04T05:06:07Z');
  before(async () => {
    simulator = await startEiaSimulator({ seed: 3, clock: () => now });
  });
  after(() => simulator.stop());
  afterEach(() => simulator.control.restore());

  async function ask(path: string, method = 'GET'): Promise<{ status: number; text: string; body: Fields; rows: Fields[] }> {
    const response = await fetch(simulator.url + path, { method });
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) as Fields : {};
    return { status: response.status, text, body, rows: ((body['response'] as Fields | undefined)?.['data'] ?? []) as Fields[] };
  }

  it('has an average for every region the adapter asks for', async () => {
    const source = definition.fuelSource?.open(vendorSession({ definition, baseUrl: simulator.url, credentials: { apiKey: 'k' } }));
    const places = [[42.36, -71.06, 'R1X'], [40.71, -74.01, 'R1Y'], [33.75, -84.39, 'R1Z'], [41.88, -87.63, 'R20'], [29.76, -95.37, 'R30'], [39.74, -104.99, 'R40'],
      [33.45, -112.07, 'R50'], [34.05, -118.24, 'SCA'], [51.5, -0.1, 'NUS']] as const;
    for (const [latitude, longitude, area] of places) {
      const found = await source?.near({ near: { latitude, longitude }, radiusMiles: 25, limit: 10 });
      expect(found?.offers.map(({ stationId, currency }) => [stationId, currency])).to.deep.equal([[`EIA-${area}`, 'USD']]);
      expect(found?.offers[0]?.dieselPrice).to.match(/^\d\.\d{3}$/);
    }
  });

  it('narrows to the areas asked for, newest first, in parts', async () => {
    const { rows, body } = await ask(`${WEEKS}&facets[duoarea][]=R20&facets[duoarea][]=NUS&offset=1&length=3`);
    expect(rows.map(({ period, duoarea }) => [period, duoarea])).to.deep.equal([['2026-03-02', 'R20'], ['2026-02-23', 'NUS'], ['2026-02-23', 'R20']]);
    expect((body['response'] as Fields)['total']).to.equal('228');
    expect((await ask(`${WEEKS}&facets[duoarea][]=XYZ`)).rows).to.deep.equal([]);
    expect((await ask(`${ROUTE}?api_key=k&data[0]=value&facets[duoarea][]=R20&length=1`)).rows[0]).to.include({ period: '2024-01-01' });
  });

  it('publishes a week on its Monday', async () => {
    now = new Date('2026-03-09T00:00:00Z');
    expect((await ask(`${WEEKS}&facets[duoarea][]=R20&length=1`)).rows[0]).to.include({ period: '2026-03-09' });
    now = new Date('2026-03-04T05:06:07Z');
  });

  it('sends no values unless data[0] asks for them, and no other product', async () => {
    expect((await ask(`${ROUTE}?api_key=k&length=1`)).rows[0]).not.to.have.any.keys('value', 'units');
    expect((await ask(`${ROUTE}?api_key=k&data[0]=value&facets[product][]=EPM0`)).rows).to.deep.equal([]);
  });

  it('refuses a missing or unknown key with 403', async () => {
    for (const [key, code] of [['', 'API_KEY_MISSING'], ['revoked-7', 'API_KEY_INVALID'], ['forbidden-7', 'API_KEY_INVALID']] as const) {
      const { status, body } = await ask(`${ROUTE}?api_key=${key}`);
      expect([status, (body['error'] as Fields)['code']]).to.deep.equal([403, code]);
    }
  });

  it('refuses lengths beyond 5,000, other paths and methods', async () => {
    for (const query of ['length=5001', 'length=0', 'length=x', 'offset=-1']) expect((await ask(`${ROUTE}?api_key=k&${query}`)).status, query).to.equal(400);
    expect((await ask('/petroleum/pri/spt/data/?api_key=k')).status).to.equal(404);
    expect((await ask(`${ROUTE}?api_key=k`, 'POST')).status).to.equal(405);
  });

  it('says exactly what it is told, until it is restored', async () => {
    simulator.control.script([null, { period: '2026-03-02' }]);
    expect((await ask(WEEKS)).rows).to.deep.equal([null, { period: '2026-03-02' }]);
    simulator.control.restore();
    expect((await ask(`${WEEKS}&length=1`)).rows).to.have.length(1);
  });

  it('tells at / what it serves', async () => {
    const { text } = await ask('/');
    for (const word of ['seed 3', ROUTE, 'R1X', 'revoked', 'forbidden']) expect(text).to.contain(word);
  });
});
