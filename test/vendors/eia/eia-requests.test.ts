import { expect } from 'chai';
import nock from 'nock';
import type { FuelOffers } from '../../../src/application/fleet-data/ports/fuel-source.js';
import { definition } from '../../../src/infrastructure/vendors/eia/definition.js';
import { eiaClient } from '../../../src/infrastructure/vendors/eia/eia-client.js';
import { EiaFuelSource } from '../../../src/infrastructure/vendors/eia/eia-fuel-source.js';
import { vendorSession } from '../vendor-session.js';

const HOST = 'https://api.eia.gov';
const DES_MOINES = { latitude: 41.59, longitude: -93.62 };
const LONDON = { latitude: 51.5, longitude: -0.1 };

type Pairs = readonly (readonly [string, string])[];

const pairs = (areas: readonly string[], length: number): Pairs => [
  ['frequency', 'weekly'], ['data[0]', 'value'], ['facets[product][]', 'EPD2D'], ...areas.map((area) => ['facets[duoarea][]', area] as const),
  ['sort[0][column]', 'period'], ['sort[0][direction]', 'desc'], ['offset', '0'], ['length', String(length)], ['api_key', 'k-123'],
];
const row = (duoarea: string, period: string, value: string | null): Record<string, unknown> => ({ period, duoarea, product: 'EPD2D', value, units: '$/GAL' });

describe('Requests to EIA', () => {
  const session = vendorSession({ definition, baseUrl: `${HOST}/v2`, credentials: { apiKey: 'k-123' } });
  const source = new EiaFuelSource(eiaClient(session));
  let asked: Pairs = [];

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  function answer(data: readonly unknown[]): void {
    nock(HOST).get(/^\/v2\/petroleum\/pri\/gnd\/data\/\?/).reply((uri) => {
      asked = [...new URL(uri, HOST).searchParams];
      return [200, { response: { total: String(data.length), data } }];
    });
  }

  const near = (place: typeof LONDON): Promise<FuelOffers> => source.near({ near: place, radiusMiles: 25, limit: 10 });

  it('ask for the region and the country in one go, and prefer the region', async () => {
    answer([row('NUS', '2026-03-09', '3.790'), row('R20', '2026-03-02', '3.672')]);
    const { offers } = await near(DES_MOINES);
    expect(asked).to.deep.equal(pairs(['R20', 'NUS'], 26));
    expect(offers.map(({ stationId, dieselPrice }) => [stationId, dieselPrice])).to.deep.equal([['EIA-R20', '3.672']]);
  });

  it('fall back to the country when the region has no value', async () => {
    answer([row('R20', '2026-03-09', null), row('NUS', '2026-03-09', '3.790')]);
    expect((await near(DES_MOINES)).offers.map(({ stationId, name }) => [stationId, name])).to.deep.equal([['EIA-NUS', 'U.S. average']]);
  });

  it('ask for the country alone where no region is known', async () => {
    answer([row('NUS', '2026-03-09', '3.790')]);
    expect((await near(LONDON)).offers.map(({ stationId }) => stationId)).to.deep.equal(['EIA-NUS']);
    expect(asked).to.deep.equal(pairs(['NUS'], 13));
  });

  it('take no area that was not asked for', async () => {
    answer([row('R50', '2026-03-09', '4.790')]);
    expect((await near(DES_MOINES)).offers).to.deep.equal([]);
  });

  it('test the connection with one row', async () => {
    answer([row('NUS', '2026-03-09', null)]);
    const steps = [];
    for await (const step of definition.checkConnection(session)) steps.push(step);
    expect(asked).to.deep.equal(pairs(['NUS'], 1));
    expect(steps.map((step) => [step.name, step.ok])).to.deep.equal([['authentication', true], ['averages', true]]);
  });
});
