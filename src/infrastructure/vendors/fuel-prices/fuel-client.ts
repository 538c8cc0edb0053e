import { Secret } from '../../../domain/shared/secret.js';
import { storedKey } from '../connection/stored-credentials.js';
import { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

/** How one vendor is asked. */
export interface FuelVendor {
  /** For people, at the start of a sentence: `HERE`. */
  readonly name: string;
  /** Where the API key travels: in a header, or in a parameter of the query. */
  readonly key: { readonly header: string } | { readonly parameter: string };
}

/** Reads a fuel price vendor with the tenant's API key. */
export function fuelClient(session: VendorSession, { name, key }: FuelVendor): VendorClient {
  return new VendorClient(session, () => {
    const stored = storedKey(session, 'apiKey');
    if (stored === undefined) return `${name} needs an API key, and no usable one is stored: enter the key again.`;
    const apiKey = new Secret(stored);
    return 'header' in key ? { secretHeaders: { [key.header]: apiKey } } : { secretQuery: { [key.parameter]: apiKey } };
  });
}
