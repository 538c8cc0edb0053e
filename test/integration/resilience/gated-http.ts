import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import type { CircuitKey } from '../../../src/application/integrations/ports/circuit-store.js';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexCircuitStore } from '../../../src/infrastructure/persistence/integrations/knex-circuit-store.js';
import { KnexVendorRateStore } from '../../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { SystemClock, SystemTimer } from '../../../src/infrastructure/runtime/system.js';
import { AxiosVendorHttp } from '../../../src/infrastructure/vendors/http/axios-vendor-http.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import { DEFAULT_VENDOR_HTTP_LIMITS } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import { IntegrationGate } from '../../../src/infrastructure/vendors/integration-gate.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export interface GatedHttpOptions {
  readonly database: Database;
  readonly key: CircuitKey;
  readonly url: string;
  readonly openMs: number;
}

/** The one vendor client as the service makes it, one attempt for each operation, behind the circuit of one integration. */
export function gatedHttp({ database, key, url, openMs }: GatedHttpOptions): AxiosVendorHttp {
  const rules = { failureThreshold: 5, successThreshold: 2, openMs };
  const [clock, timer] = [new SystemClock(), new SystemTimer()];
  const breaker = new CircuitBreaker(new KnexCircuitStore(database, rules), clock, rules);
  const limiter = new VendorRateLimiter(new KnexVendorRateStore(database), clock, timer);
  const named = { vendor: 'ACME_ELD', displayName: 'Acme' };
  return new AxiosVendorHttp({
    ...named,
    baseUrl: url,
    guard: new EgressGuard({ production: false, allowedHosts: [] }),
    limits: { ...DEFAULT_VENDOR_HTTP_LIMITS, maxAttempts: 1 },
    clock,
    timer,
    logger: new RecordingLogger(),
    observer: { attempt: () => undefined, retry: () => undefined },
    random: () => 0,
    gate: new IntegrationGate({ ...named, key, rate: undefined, priority: 'user', patienceMs: 1000, breaker, limiter, clock }),
  });
}
