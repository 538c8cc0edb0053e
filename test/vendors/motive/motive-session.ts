import { definition } from '../../../src/infrastructure/vendors/motive/definition.js';
import type { VendorHttp } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import type { VendorHttpLimits } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession } from '../vendor-session.js';

export const KEY = 'motive-key-test';

export interface MotiveAccount {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly limits?: VendorHttpLimits;
}

export function motiveSession({ baseUrl, apiKey = KEY, limits }: MotiveAccount): VendorSession {
  return vendorSession({ definition, baseUrl, credentials: { apiKey }, ...(limits !== undefined && { limits }) });
}

/** A session on a client of the test's own. */
export function sessionWith(http: VendorHttp): VendorSession {
  return { ...motiveSession({ baseUrl: 'http://127.0.0.1:9' }), http };
}
