import { expect } from 'chai';
import nock from 'nock';
import { definition } from '../../../src/infrastructure/vendors/here-fuel/definition.js';
import { hereClient } from '../../../src/infrastructure/vendors/here-fuel/here-client.js';
import { HereFuelSource, MAX_PAGES } from '../../../src/infrastructure/vendors/here-fuel/here-fuel-source.js';
import { rejectionOf } from '../../support/rejection.js';
import { vendorSession } from '../vendor-session.js';

const HOST = 'https://fuel.hereapi.com';
const NEAR = { latitude: 41.59, longitude: -93.62 };
const QUERY = { prox: '41.59,-93.62,40234', fueltype: '1', sortkey: 'distance', maxresults: '50', apiKey: 'k-123' };

const rows = (from: number, count: number): unknown[] =>
  Array.from({ length: count }, (_, at) => ({ id: `s${from + at}`, distance: (from + at) * 100, position: NEAR }));
const page = (fuelStation: unknown[], hasMore: boolean): nock.Body => ({ hasMore, fuelStations: { fuelStation } }) as nock.Body;

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
describe('Requests to HERE', () => {
  const open = (apiKey = ' k-123\n'): HereFuelSource =>
    new HereFuelSource(hereClient(vendorSession({ definition, baseUrl: `${HOST}/v3`, credentials: { apiKey } })));
  const source = open();

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  it('asks for diesel inside whole metres, rounded up, and says which part of the list it wants', async () => {
    nock(HOST).get('/v3/stations').query(QUERY).reply(200, page(rows(0, 3), true));
    nock(HOST).get('/v3/stations').query({ ...QUERY, offset: '3' }).reply(200, page(rows(3, 2), false));
    const { offers } = await source.near({ near: NEAR, radiusMiles: 25, limit: 10 });
    expect(offers.map(({ stationId }) => stationId)).to.deep.equal(['s0', 's1', 's2', 's3', 's4']);
  });

  it('stops as soon as it has the nearest and HERE shows that it sorts', async () => {
    nock(HOST).get('/v3/stations').query(QUERY).reply(200, page(rows(0, 5), true));
    expect((await source.near({ near: NEAR, radiusMiles: 25, limit: 4 })).offers).to.have.length(4);
  });

  it('writes small and negative coordinates without an exponent', async () => {
    nock(HOST).get('/v3/stations').query({ ...QUERY, prox: '0,-0.000001,1610' }).reply(200, page([], false));
    expect((await source.near({ near: { latitude: 1e-9, longitude: -1.2e-6 }, radiusMiles: 1, limit: 4 })).offers).to.deep.equal([]);
  });

  it('gives up a list that never ends', async () => {
    let served = 0;
    nock(HOST).get('/v3/stations').query(true).times(MAX_PAGES)
      // The farthest first, so that nothing but the end of the list could tell which is the nearest.
      .reply(() => [200, page([{ id: `n${(served += 1)}`, distance: 100_000 - served, position: NEAR }], true)]);
    const failure = await rejectionOf(source.near({ near: NEAR, radiusMiles: 100, limit: 4 }));
    expect(failure).to.include({ name: 'VendorError', kind: 'malformed' });
    expect(served).to.equal(MAX_PAGES);
  });

  it('sends nothing without a usable key, and does not repeat what it has', async () => {
    for (const apiKey of ['', 'two words', 'k-12\u200b3']) {
      const failure = await rejectionOf(open(apiKey).near({ near: NEAR, radiusMiles: 1, limit: 1 }));
      expect(failure).to.include({ name: 'VendorError', kind: 'credentials' });
      expect(String(failure)).not.to.contain('words').and.not.to.contain('k-12');
    }
  });
});
