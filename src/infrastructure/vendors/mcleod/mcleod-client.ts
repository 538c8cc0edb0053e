import { Secret } from '../../../domain/shared/secret.js';
import { storedAuthorization, storedText } from '../connection/stored-credentials.js';
import { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

/**
 * Reads a customer's LoadMaster server: login or token, the company in `X-com.mcleodsoftware.CompanyID`, and JSON asked
 * for by name, because the server sends XML to whoever does not say.
 */
export function mcleodClient(session: VendorSession): VendorClient {
  return new VendorClient(session, () => {
    const authorization = storedAuthorization(session, 'apiToken');
    if (authorization === 'no-token') return 'No usable McLeod API token is stored: enter the token again.';
    if (authorization === 'no-login') return 'No usable McLeod login is stored: enter user name and password again, or an API token.';
    const company = storedText(session, 'company');
    if (company === undefined) return 'No usable McLeod company code is stored: enter it again, for example TMS.';
    return {
      headers: { Accept: 'application/json' },
      secretHeaders: { authorization, 'x-com.mcleodsoftware.companyid': new Secret(company) },
    };
  });
}
