import { Secret } from '../../../domain/shared/secret.js';
import { storedKey } from '../connection/stored-credentials.js';
import { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

/** Reads Truckbase with the tenant's key and secret (`X-API-Key`, `X-API-Secret`; both are required). */
export function truckbaseClient(session: VendorSession): VendorClient {
  return new VendorClient(session, () => {
    const [key, secret] = [storedKey(session, 'apiKey'), storedKey(session, 'apiSecret')];
    if (key === undefined) return 'No usable Truckbase API key is stored: enter key and secret again.';
    if (secret === undefined) return 'No usable Truckbase API secret is stored: enter key and secret again.';
    return { secretHeaders: { 'x-api-key': new Secret(key), 'x-api-secret': new Secret(secret) } };
  });
}
