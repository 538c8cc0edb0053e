import { definition } from '../../../src/infrastructure/vendors/samsara/definition.js';
import type { VendorHttp } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { TEST_LIMITS, vendorSession } from '../vendor-session.js';
import type { VendorUnderTest } from '../vendor-session.js';

export { TEST_LIMITS };

export type TestSession = Pick<VendorUnderTest, 'baseUrl' | 'now' | 'limits'> & { readonly apiKey?: string };

/** Samsara as the composition root opens it. */
export function samsaraSession({ apiKey = 'samsara_api_test', ...more }: TestSession): VendorSession {
  return vendorSession({ definition, credentials: { apiKey }, ...more });
}

/** A session on a client of the test's own. */
export function sessionWith(http: VendorHttp, now: () => Date = () => new Date(), apiKey?: string): VendorSession {
  return { ...samsaraSession({ baseUrl: 'https://api.samsara.com', now, ...(apiKey !== undefined && { apiKey }) }), http };
}
