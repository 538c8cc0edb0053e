import { Secret } from '../../../domain/shared/secret.js';
import { storedKey } from '../connection/stored-credentials.js';
import { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

/** Reads Motive with the tenant's API key (`X-Api-Key`, developer.gomotive.com/docs/authentication). */
export function motiveClient(session: VendorSession): VendorClient {
  return new VendorClient(session, () => {
    const key = storedKey(session, 'apiKey');
    return key === undefined ? 'No usable Motive API key is stored: enter the key again.' : { secretHeaders: { 'x-api-key': new Secret(key) } };
  });
}
