import { expect } from 'chai';
import nock from 'nock';
import { definition as fuelFinder } from '../../../src/infrastructure/vendors/fuelfinder/definition.js';
import { definition as gasBuddy } from '../../../src/infrastructure/vendors/gasbuddy/definition.js';
import { vendorSession } from '../vendor-session.js';

const FEEDS = [
  { name: 'Fuel Finder', definition: fuelFinder, host: 'https://api.fuelfinder.com', base: '/v1' },
  { name: 'the GasBuddy feed', definition: gasBuddy, host: 'https://fuel.example.com', base: '/feeds/diesel/v2' },
] as const;

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
for (const { name, definition, host, base } of FEEDS) {
  describe(`Requests to ${name}`, () => {
    const session = (apiKey = ' k-123\n'): ReturnType<typeof vendorSession> => vendorSession({ definition, baseUrl: host + base, credentials: { apiKey }, config: { baseUrl: host + base } });
    const keyed = { reqheaders: { 'x-api-key': 'k-123' } };

    afterEach(() => {
      expect(nock.pendingMocks()).to.deep.equal([]);
      nock.cleanAll();
    });

    it('ask once, in miles, with the key in X-API-Key', async () => {
      nock(host, keyed).get(`${base}/stations`).query({ lat: '33.4484', lon: '-112.074', radius: '12.5', limit: '7' }).reply(200, []);
      const source = definition.fuelSource?.open(session());
      expect(await source?.near({ near: { latitude: 33.4484, longitude: -112.074 }, radiusMiles: 12.5, limit: 7 })).to.deep.equal({ offers: [], unreadable: 0 });
    });

    it('ask at 0 too, without an exponent', async () => {
      nock(host, keyed).get(`${base}/stations`).query({ lat: '0', lon: '0.000001', radius: '1', limit: '1' }).reply(200, { data: [] });
      const source = definition.fuelSource?.open(session());
      expect((await source?.near({ near: { latitude: -0, longitude: 1e-6 }, radiusMiles: 1, limit: 1 }))?.offers).to.deep.equal([]);
    });

    it('test the connection with one station near Phoenix', async () => {
      nock(host, keyed).get(`${base}/stations`).query({ lat: '33.4484', lon: '-112.074', limit: '1' }).reply(200, { stations: [] });
      const steps = [];
      for await (const step of definition.checkConnection(session())) steps.push(step);
      expect(steps.map((step) => [step.name, step.ok])).to.deep.equal([['authentication', true], ['stations', true]]);
    });

    it('are not sent without a usable key', async () => {
      const failure = await definition.fuelSource?.open(session('two words')).near({ near: { latitude: 0, longitude: 0 }, radiusMiles: 1, limit: 1 })
        .then(() => undefined, (error: unknown) => error);
      expect(failure).to.include({ name: 'VendorError', kind: 'credentials' });
      expect(String(failure)).not.to.contain('two words');
    });
  });
}
