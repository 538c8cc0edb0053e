import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import type { CircuitStore } from '../../../src/application/integrations/ports/circuit-store.js';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import type { ConnectionTestResult } from '../../../src/domain/integrations/connection-test.js';
import { toTenantId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { SystemTimer } from '../../../src/infrastructure/runtime/system.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import type { ResolveHost } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import { DEFAULT_VENDOR_HTTP_LIMITS } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import { VendorConnectionTester } from '../../../src/infrastructure/vendors/vendor-connection-tester.js';
import { VendorFolderRegistry } from '../../../src/infrastructure/vendors/vendor-folder-registry.js';
import { VendorSessions } from '../../../src/infrastructure/vendors/vendor-sessions.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export interface Patient {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly now?: () => Date;
  readonly longestMs?: number;
  readonly production?: boolean;
  readonly resolve?: ResolveHost;
}

const RULES = { failureThreshold: 5, successThreshold: 2, openMs: 60_000 };
const unasked = (): Promise<never> => Promise.reject(new Error('A connection test asks neither circuit nor limiter.'));
const STORE: CircuitStore = { ask: unasked, record: unasked, withdraw: unasked };

/** Tests a Samsara connection as the service does, on real sockets. */
export async function examine(patient: Patient): Promise<ConnectionTestResult> {
  const { baseUrl, apiKey = 'good', now = () => new Date(), longestMs, production = false, resolve } = patient;
  const registry = await VendorFolderRegistry.load({ production: false, allowedHosts: [] });
  const [clock, timer] = [{ now }, new SystemTimer()];
  const guard = new EgressGuard({ production, allowedHosts: [] }, resolve);
  const sessions = new VendorSessions({
    registry,
    baseUrls: { SAMSARA_API_URL: baseUrl },
    guard,
    limits: DEFAULT_VENDOR_HTTP_LIMITS,
    clock,
    timer,
    logger: new RecordingLogger(),
    observer: { attempt: () => undefined, retry: () => undefined },
    breaker: new CircuitBreaker(STORE, clock, RULES),
    limiter: new VendorRateLimiter({ take: unasked }, clock, timer),
    random: () => 0,
  });
  const connection = {
    tenantId: toTenantId('7b0f3f0a-6f0c-4d5e-9d53-0f4c9d6e2a11'),
    integrationId: undefined,
    vendor: 'SAMSARA_ELD',
    credentials: { apiKey: new Secret(apiKey) },
    config: {},
  };
  return new VendorConnectionTester(sessions, guard, longestMs).test(connection);
}

/** The names of the steps, the failed one with an exclamation mark. */
export function outlineOf({ steps }: ConnectionTestResult): readonly string[] {
  return steps.map(({ name, ok }) => (ok ? name : `${name}!`));
}

export function detailOf({ steps }: ConnectionTestResult, name: string): string | undefined {
  return steps.find((step) => step.name === name)?.detail;
}
