import type { Logger } from '../../src/application/shared/logger.js';
import { toIntegrationId, toTenantId } from '../../src/domain/shared/identifiers.js';
import { Secret } from '../../src/domain/shared/secret.js';
import { AxiosVendorHttp } from '../../src/infrastructure/vendors/http/axios-vendor-http.js';
import { EgressGuard } from '../../src/infrastructure/vendors/http/egress-guard.js';
import type { VendorHttpLimits } from '../../src/infrastructure/vendors/http/vendor-http-limits.js';
import type { VendorDefinition, VendorSession } from '../../src/infrastructure/vendors/vendor-definition.js';

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

export interface VendorUnderTest {
  readonly definition: VendorDefinition;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly now?: () => Date;
  readonly limits?: VendorHttpLimits;
  readonly logger?: Logger;
}

const ignore = (): void => undefined;
const SILENT: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** A session as the composition root makes one: the real vendor client on a real (or nock's) socket. */
export function vendorSession(vendor: VendorUnderTest): VendorSession {
  const { definition, baseUrl, credentials, config = {}, now = () => new Date(), limits = TEST_LIMITS, logger = SILENT } = vendor;
  const { id, displayName } = definition.description;
  const clock = { now };
  const http = new AxiosVendorHttp({
    vendor: id,
    displayName,
    baseUrl,
    guard: new EgressGuard({ production: false, allowedHosts: [] }),
    limits,
    clock,
    logger,
    observer: { attempt: ignore, retry: ignore },
    timer: { sleep: async () => undefined },
    random: () => 0,
  });
  const connection = {
    tenantId: toTenantId('7b0f3f0a-6f0c-4d5e-9d53-0f4c9d6e2a11'),
    integrationId: toIntegrationId('c1a7d0de-3d7c-4b1c-8a55-5f1f4a0b7e22'),
    vendor: id,
    credentials: Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, new Secret(value)])),
    config,
  };
  return { connection, http, clock, logger };
}
