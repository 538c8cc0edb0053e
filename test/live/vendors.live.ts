import { expect } from 'chai';
import nock from 'nock';
import { DEFAULT_VENDOR_HTTP_LIMITS } from '../../src/infrastructure/vendors/http/vendor-http-limits.js';
import { definition as fuelFinder } from '../../src/infrastructure/vendors/fuelfinder/definition.js';
import { definition as openWeather } from '../../src/infrastructure/vendors/openweather/definition.js';
import { definition as samsara } from '../../src/infrastructure/vendors/samsara/definition.js';
import { definition as truckbase } from '../../src/infrastructure/vendors/truckbase/definition.js';
import type { VendorDefinition, VendorSession } from '../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession } from '../vendors/vendor-session.js';

const KANSAS_CITY = { latitude: 39.0997, longitude: -94.5786 };

interface LiveVendor {
  readonly definition: VendorDefinition;
  /** Credential field → environment variable. */
  readonly keys: Readonly<Record<string, string>>;
  /** One read of each port it serves. */
  readonly read: (session: VendorSession) => Promise<unknown>;
}

const VENDORS: readonly LiveVendor[] = [
  { definition: samsara, keys: { apiKey: 'SAMSARA_API_KEY' }, read: async (session) => samsara.hosSource?.(session).clocks()[Symbol.asyncIterator]().next() },
  {
    definition: truckbase,
    keys: { apiKey: 'TRUCKBASE_API_KEY', apiSecret: 'TRUCKBASE_API_SECRET' },
    read: async (session) => truckbase.loadSource?.(session).activeLoads()[Symbol.asyncIterator]().next(),
  },
  { definition: fuelFinder, keys: { apiKey: 'FUELFINDER_API_KEY' }, read: async (session) => fuelFinder.fuelSource?.open(session).near({ near: KANSAS_CITY, radiusMiles: 25, limit: 5 }) },
  { definition: openWeather, keys: { apiKey: 'OPENWEATHER_API_KEY' }, read: async (session) => openWeather.weatherSource?.(session).current(KANSAS_CITY) },
];

/** `npm run test:live`: the real vendors, with keys from the environment of whoever runs it. The service never reads these. */
describe('The real vendors', function () {
  this.timeout(60_000);

  beforeEach(() => { nock.enableNetConnect(); });

  it('at least one key is given', () => {
    const names = VENDORS.flatMap(({ keys }) => Object.values(keys));
    expect(names.filter((name) => isGiven(name)), `Give at least one vendor's keys: ${names.join(', ')}`).not.to.deep.equal([]);
  });

  for (const { definition, keys, read } of VENDORS) {
    const missing = Object.values(keys).filter((name) => !isGiven(name));
    if (missing.length > 0) {
      it(`${definition.description.displayName}: needs ${missing.join(' and ')}`);
      continue;
    }

    it(`${definition.description.displayName}: the connection test passes and a read maps`, async () => {
      const credentials = Object.fromEntries(Object.entries(keys).map(([field, name]) => [field, process.env[name] ?? '']));
      if (!('default' in definition.baseUrl)) return expect.fail('This vendor has no address of its own.');
      const { default: address, mend, setting } = definition.baseUrl;
      const configured = process.env[setting] ?? address;
      const baseUrl = mend?.(configured).url ?? configured;
      const session = vendorSession({ definition, baseUrl, credentials, limits: DEFAULT_VENDOR_HTTP_LIMITS });
      for await (const { name, ok, detail } of definition.checkConnection(session)) expect(ok, `${name}: ${detail}`).to.equal(true);
      expect(await read(session)).not.to.equal(undefined);
    });
  }
});

function isGiven(name: string): boolean {
  return (process.env[name] ?? '') !== '';
}
