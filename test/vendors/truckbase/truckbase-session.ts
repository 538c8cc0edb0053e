import { definition } from '../../../src/infrastructure/vendors/truckbase/definition.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession, type VendorUnderTest } from '../vendor-session.js';

export const KEY = 'tb_key_test';
export const SECRET = 'tb_secret_test';

/** A session with Truckbase at an address. */
export function truckbaseSession(baseUrl: string, more: Partial<VendorUnderTest> = {}): VendorSession {
  return vendorSession({ definition, baseUrl, credentials: { apiKey: KEY, apiSecret: SECRET }, ...more });
}
