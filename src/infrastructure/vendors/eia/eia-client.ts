import { fuelClient } from '../fuel-prices/fuel-client.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import type { EiaArea } from './eia-areas.js';
import { DIESEL, eiaRowsOf } from './eia-mapping.js';

/** The key travels in the query: eia.gov/opendata/documentation.php. */
export function eiaClient(session: VendorSession): VendorClient {
  return fuelClient(session, { name: 'EIA', key: { parameter: 'api_key' } });
}

/** Weekly prices of diesel in these areas, newest first, at most `length` rows. */
export function eiaWeeks(operation: string, areas: readonly EiaArea[], length: number): VendorRead {
  return {
    operation,
    path: '/petroleum/pri/gnd/data/',
    query: {
      frequency: 'weekly',
      'data[0]': 'value',
      'facets[product][]': DIESEL,
      'facets[duoarea][]': areas,
      'sort[0][column]': 'period',
      'sort[0][direction]': 'desc',
      offset: 0,
      length,
    },
    accepts: (body) => eiaRowsOf(body) !== undefined,
  };
}
