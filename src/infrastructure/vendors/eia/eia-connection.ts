import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { checkFuelConnection } from '../fuel-prices/fuel-connection.js';
import type { VendorSession } from '../vendor-definition.js';
import { eiaClient, eiaWeeks } from './eia-client.js';
import { eiaRowsOf } from './eia-mapping.js';

const NEW_KEY = 'EIA does not accept this API key. Register for a free key at eia.gov/opendata/register.php and enter the one from the mail.';

/** Tests the key with a read of one week. EIA answers 403 for a key it does not know. */
export function checkEiaConnection(session: VendorSession): AsyncIterable<ConnectionTestStep> {
  return checkFuelConnection(eiaClient(session), {
    name: 'EIA',
    sample: 'averages',
    read: eiaWeeks('connection.averages', ['NUS'], 1),
    found: (body) => {
      const rows = eiaRowsOf(body);
      if (rows === undefined) return undefined;
      return rows.length > 0 ? 'Weekly averages of diesel can be read.' : 'Weekly averages can be read; EIA has none of diesel at the moment.';
    },
    newKey: NEW_KEY,
    permission: NEW_KEY,
    address: 'Check EIA_API_URL: it ends in the version, for example https://api.eia.gov/v2.',
  });
}
