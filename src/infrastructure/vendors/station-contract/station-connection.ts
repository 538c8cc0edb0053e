import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { checkFuelConnection } from '../fuel-prices/fuel-connection.js';
import type { VendorSession } from '../vendor-definition.js';
import { stationClient } from './station-fuel-source.js';
import { stationRowsOf } from './station-mapping.js';

/** One station near Phoenix, Arizona. */
const SAMPLE = { operation: 'connection.stations', path: '/stations', query: { lat: '33.4484', lon: '-112.074', limit: 1 } } as const;

/** Tests a station feed. `address` says where its address is set. */
export function checkStationFeed(session: VendorSession, name: string, address: string): AsyncIterable<ConnectionTestStep> {
  return checkFuelConnection(stationClient(session, name), {
    name,
    sample: 'stations',
    read: SAMPLE,
    found: (body) => {
      const rows = stationRowsOf(body);
      if (rows === undefined) return undefined;
      return rows.length > 0 ? 'Stations can be read.' : 'Stations can be read; there is none near Phoenix, Arizona, where this test looks.';
    },
    newKey: `${name} does not accept this API key. Copy it again, or ask for a new one, and enter it here.`,
    permission: `${name} knows this API key but does not let it read stations. Ask whoever gave it to you to open the station feed for it.`,
    address,
    whenItLasts: 'ask whoever gave you the key',
  });
}
