import type { Timer } from '../../../src/application/shared/timer.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { AxiosVendorHttp } from '../../../src/infrastructure/vendors/http/axios-vendor-http.js';
import type { AxiosVendorHttpOptions } from '../../../src/infrastructure/vendors/http/axios-vendor-http.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import type { VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';

/** For faults that cost time: small enough that each ends within the operation's 1,500 ms. */
export const QUICK = {
  idleTimeoutMs: 150,
  attemptTimeoutMs: 400,
  operationDeadlineMs: 1_500,
  maxAttempts: 3,
  baseDelayMs: 60,
  maxDelayMs: 1_000,
  maxBodyBytes: 5_000_000,
};

/** For everything else: a slow machine must not turn another outcome into a timeout. */
export const ROOMY = { ...QUICK, idleTimeoutMs: 4_000, attemptTimeoutMs: 6_000, operationDeadlineMs: 12_000 };

export const KEY = 'canary-4f9c1b7e20';
export const READ: VendorRequest = {
  operation: 'hos.clocks',
  method: 'GET',
  path: '/fleet/hos/clocks',
  secretHeaders: { Authorization: new Secret(`Bearer ${KEY}`), 'X-API-Key': new Secret(KEY) },
  secretQuery: { appid: new Secret(KEY) },
};
export const WRITE: VendorRequest = { ...READ, operation: 'pfa.update', method: 'POST', path: '/pfas/1', body: { hours: 3 } };

/** A client on real sockets that remembers what it logged and observed. */
export interface TestClient {
  readonly http: AxiosVendorHttp;
  readonly logged: readonly (readonly unknown[])[];
  readonly observed: readonly string[];
}

export function vendorClient(baseUrl: string, overrides: Partial<AxiosVendorHttpOptions> = {}): TestClient {
  const logged: (readonly unknown[])[] = [];
  const observed: string[] = [];
  const log = (...line: readonly unknown[]): void => void logged.push(line);
  const http = new AxiosVendorHttp({
    vendor: 'SAMSARA_ELD',
    displayName: 'Samsara',
    baseUrl,
    guard: new EgressGuard({ production: false, allowedHosts: [] }),
    limits: ROOMY,
    timer: realTimer,
    clock: { now: () => new Date() },
    random: () => 0.999,
    logger: { debug: log, info: log, warn: log, error: log },
    observer: {
      attempt: (vendor, outcome) => void observed.push(`attempt ${vendor} ${outcome}`),
      retry: (vendor, outcome) => void observed.push(`retry ${vendor} ${outcome}`),
    },
    ...overrides,
  });
  return { http, logged, observed };
}

/** The error of a request that has to fail, and how long it took. */
export async function failureOf(client: TestClient, request: VendorRequest): Promise<{ readonly error: VendorError; readonly tookMs: number }> {
  const start = performance.now();
  try {
    await client.http.send(request);
  } catch (error) {
    if (error instanceof VendorError) return { error, tookMs: performance.now() - start };
    throw error;
  }
  throw new Error('The request should have failed');
}

/** Notes the waits and does not wait. */
export function noWaiting(): { readonly timer: Timer; readonly waits: number[] } {
  const waits: number[] = [];
  return { waits, timer: { sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) } };
}

const realTimer: Timer = {
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    }),
};
