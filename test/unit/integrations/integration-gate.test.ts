import { expect } from 'chai';
import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../src/domain/shared/vendor-error.js';
import { throughGate } from '../../../src/infrastructure/vendors/http/attempt-gate.js';
import type { VendorAnswer, VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { IntegrationGate } from '../../../src/infrastructure/vendors/integration-gate.js';
import { failTimes } from '../../contracts/integrations/circuit-store.contract.js';
import { CIRCUIT_RULES, InMemoryCircuitStore } from '../../support/doubles/integrations/in-memory-circuit-store.js';
import { InMemoryVendorRateStore } from '../../support/doubles/integrations/in-memory-vendor-rate-store.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { rejectionOf } from '../../support/rejection.js';

const KEY = { tenantId: toTenantId('t'), integrationId: toIntegrationId('i') };
const ANSWER: VendorAnswer = { status: 200, body: {}, headers: {} };
const REQUEST: VendorRequest = { operation: 'hos.clocks', method: 'GET', path: '/' };

describe('The gate before every attempt', () => {
  let clock: ManualClock;
  let store: InMemoryCircuitStore;
  let gate: IntegrationGate;
  let tried: number;

  beforeEach(() => {
    clock = new ManualClock();
    store = new InMemoryCircuitStore(clock);
    gate = gateWith();
    tried = 0;
  });

  function gateWith(rate?: { permits: number; windowMs: number }): IntegrationGate {
    return new IntegrationGate({
      key: KEY,
      vendor: 'ACME_ELD',
      displayName: 'Acme',
      rate,
      priority: 'user',
      patienceMs: 100,
      breaker: new CircuitBreaker(store, clock, CIRCUIT_RULES),
      limiter: new VendorRateLimiter(new InMemoryVendorRateStore(clock), clock, new ManualTimer()),
      clock,
    });
  }

  const vendorError = (fields: Partial<VendorErrorFields>): VendorError => new VendorError({ kind: 'unavailable', vendor: 'ACME_ELD', operation: 'hos.clocks', detail: 'no', ...fields });
  const attempt = (end: Error | undefined, request = REQUEST, signal = new AbortController().signal): Promise<VendorAnswer> =>
    throughGate(async () => {
      tried += 1;
      if (end !== undefined) throw end;
      return ANSWER;
    }, gate)(request, signal);
  const failures = (): unknown => store.circuits.get('t/i')?.phase;

  const endings: readonly (readonly [string, Error, 0 | 1])[] = [
    ['no connection', vendorError({ kind: 'unavailable' }), 1],
    ['a timeout', vendorError({ kind: 'timeout', httpStatus: 408 }), 1],
    ['429', vendorError({ kind: 'rate-limited', httpStatus: 429 }), 1],
    ['503', vendorError({ kind: 'unavailable', httpStatus: 503 }), 1],
    ['a malformed 200', vendorError({ kind: 'malformed', httpStatus: 200 }), 1],
    ['401', vendorError({ kind: 'credentials', httpStatus: 401 }), 0],
    ['404', vendorError({ kind: 'rejected', httpStatus: 404 }), 0],
    ['a refused address, which is no answer', vendorError({ kind: 'rejected' }), 1],
    ['a defect of ours', new Error('a defect'), 1],
  ];
  for (const [what, error, counted] of endings) {
    it(`${what} counts as ${counted === 1 ? '1 failure' : 'an answer'}`, async () => {
      expect(await rejectionOf(attempt(error))).to.equal(error);
      expect(failures()).to.deep.equal({ kind: 'closed', failures: counted });
    });
  }

  it('a caller who gave up says nothing about the vendor', async () => {
    await rejectionOf(attempt(vendorError({ kind: 'timeout' }), { ...REQUEST, signal: AbortSignal.abort() }));
    expect(failures()).to.equal(undefined);
  });

  it('a good answer comes through and counts', async () => {
    expect(await attempt(undefined)).to.equal(ANSWER);
    expect(store.circuits.get('t/i')).to.include({ totalRequests: 1, totalFailures: 0 });
  });

  it('an open circuit sends nothing and says when it is asked again', async () => {
    await failTimes(store, KEY, 5);
    clock.advance(15_000);
    expect(await rejectionOf(attempt(undefined))).to.deep.include({
      kind: 'unavailable',
      refusedBy: 'circuit',
      retryAfterMs: 45_000,
      message: 'Acme has failed repeatedly. It is asked again at 08:01:00 UTC.',
    });
    expect(tried).to.equal(0);
  });

  it('no permit within the patience sends nothing, and is no failure: 20 refusals leave the circuit closed', async () => {
    gate = gateWith({ permits: 1, windowMs: 3_000 });
    await attempt(undefined);
    for (let time = 0; time < 20; time += 1) {
      expect(await rejectionOf(attempt(undefined))).to.deep.include({ kind: 'rate-limited', refusedBy: 'limiter', retryAfterMs: 3_000 });
    }
    expect([tried, failures()]).to.deep.equal([1, { kind: 'closed', failures: 0 }]);
  });

  it('a trial that gets no permit gives its place back: the next one is made at once', async () => {
    gate = gateWith({ permits: 1, windowMs: 3_000 });
    await attempt(undefined);
    await failTimes(store, KEY, 5);
    clock.advance(60_000);
    gate = gateWith({ permits: 1, windowMs: 3_000 });
    await attempt(undefined);
    expect(await rejectionOf(attempt(undefined))).to.include({ refusedBy: 'limiter' });
    clock.advance(3_000);
    await attempt(undefined);
    expect(failures()).to.deep.equal({ kind: 'closed', failures: 0 });
  });

  it('an operation that ends while it waits for its permit is no failure of the vendor', async () => {
    gate = gateWith({ permits: 1, windowMs: 90 });
    await attempt(undefined);
    const ending = new AbortController();
    const waiting = attempt(undefined, REQUEST, ending.signal);
    await Promise.resolve();
    ending.abort();
    expect(await rejectionOf(waiting)).to.include({ refusedBy: 'limiter' });
    expect([tried, failures()]).to.deep.equal([1, { kind: 'closed', failures: 0 }]);
  });
});
