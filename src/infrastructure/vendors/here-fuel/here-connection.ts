import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { checkFuelConnection } from '../fuel-prices/fuel-connection.js';
import type { VendorSession } from '../vendor-definition.js';
import { hereClient, hereSearch } from './here-client.js';
import { herePageOf } from './here-mapping.js';

/** Phoenix, Arizona. */
const SAMPLE = { near: { latitude: 33.4484, longitude: -112.074 }, radiusMiles: 25 };

/** Tests the key with a search for one station. */
export function checkHereConnection(session: VendorSession): AsyncIterable<ConnectionTestStep> {
  return checkFuelConnection(hereClient(session), {
    name: 'HERE',
    sample: 'stations',
    read: hereSearch('connection.stations', SAMPLE, { offset: 0, maxResults: 1 }),
    found: (body) => {
      const page = herePageOf(body);
      if (typeof page === 'string') return undefined;
      return page.rows.length > 0
        ? 'Diesel stations can be read.'
        : 'Diesel stations can be read; HERE has none near Phoenix, Arizona, where this test looks. Ask HERE which regions your plan covers.';
    },
    newKey: 'HERE does not accept this API key. In the HERE platform open Access Manager, Apps, create an API key and enter it here.',
    permission: 'HERE does not let this API key read fuel prices. Fuel Prices is a commercial service: ask HERE to add it to the plan of this app.',
    address: 'Check HERE_FUEL_API_URL: it ends in the version, for example https://fuel.hereapi.com/v3.',
  });
}
