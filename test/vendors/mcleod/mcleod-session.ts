import { definition } from '../../../src/infrastructure/vendors/mcleod/definition.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession, type VendorUnderTest } from '../vendor-session.js';

export const LOGIN = { username: 'api-reader', password: 'p@ss:word', company: 'TMS' };
export const BASIC = `Basic ${Buffer.from('api-reader:p@ss:word').toString('base64')}`;

/** A session with a LoadMaster server at an address. */
export function mcleodSession(baseUrl: string, more: Partial<VendorUnderTest> = {}): VendorSession {
  return vendorSession({ definition, baseUrl, credentials: LOGIN, config: { baseUrl }, ...more });
}
