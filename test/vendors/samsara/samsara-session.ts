import type { VendorConnection } from '../../../src/application/integrations/ports/vendor-connection.js';
import type { Logger } from '../../../src/application/shared/logger.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { AxiosVendorHttp } from '../../../src/infrastructure/vendors/http/axios-vendor-http.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import type { VendorHttpLimits } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import type { VendorHttp } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';

/** One attempt of less than a second: what fails in a test fails at once. */
export const TEST_LIMITS: VendorHttpLimits = {
  idleTimeoutMs: 400,
  attemptTimeoutMs: 600,
  operationDeadlineMs: 800,
  maxAttempts: 1,
  baseDelayMs: 1,
  maxDelayMs: 5,
  maxBodyBytes: 5_000_000,
};

const silent: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing here is about logs.
}

export interface TestSession {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly now?: () => Date;
  readonly limits?: VendorHttpLimits;
}

/** A session as the composition root makes one: the real vendor client on a real (or nock's) socket. */
export function samsaraSession({ baseUrl, apiKey, now = () => new Date(), limits = TEST_LIMITS }: TestSession): VendorSession {
  const clock = { now };
  const http = new AxiosVendorHttp({
    vendor: 'SAMSARA_ELD',
    displayName: 'Samsara',
    baseUrl,
    guard: new EgressGuard({ production: false, allowedHosts: [] }),
    limits,
    clock,
    logger: silent,
    observer: { attempt: ignore, retry: ignore },
    timer: { sleep: async () => undefined },
    random: () => 0,
  });
  return sessionWith(http, now, apiKey);
}

/** A session on a client of the test's own. */
export function sessionWith(http: VendorHttp, now: () => Date = () => new Date(), apiKey = 'samsara_api_test'): VendorSession {
  const connection: VendorConnection = {
    tenantId: toTenantId('7b0f3f0a-6f0c-4d5e-9d53-0f4c9d6e2a11'),
    integrationId: toIntegrationId('c1a7d0de-3d7c-4b1c-8a55-5f1f4a0b7e22'),
    vendor: 'SAMSARA_ELD',
    credentials: { apiKey: new Secret(apiKey) },
    config: {},
  };
  return { connection, http, clock: { now }, logger: silent };
}
