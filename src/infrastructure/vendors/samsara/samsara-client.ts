import { Secret } from '../../../domain/shared/secret.js';
import { storedKey } from '../connection/stored-credentials.js';
import { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

/** Reads Samsara with the tenant's API token (`Authorization: Bearer …`). */
export function samsaraClient(session: VendorSession): VendorClient {
  return new VendorClient(session, () => {
    const token = storedKey(session, 'apiKey');
    if (token === undefined) return 'No usable Samsara API token is stored: enter the token again.';
    return { secretHeaders: { authorization: new Secret(`Bearer ${token}`) } };
  });
}
