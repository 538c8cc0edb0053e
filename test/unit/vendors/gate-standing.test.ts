import { expect } from 'chai';
import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import type { RatePermit } from '../../../src/application/integrations/ports/vendor-rate-store.js';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { IntegrationGate } from '../../../src/infrastructure/vendors/integration-gate.js';
import { CIRCUIT_RULES, InMemoryCircuitStore } from '../../support/doubles/integrations/in-memory-circuit-store.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { rejectionOf } from '../../support/rejection.js';

const KEY = { tenantId: toTenantId('7b0f3f0a-6f0c-4d5e-9d53-0f4c9d6e2a11'), integrationId: toIntegrationId('c1a7d0de-3d7c-4b1c-8a55-5f1f4a0b7e22') };
const NEVER = new AbortController().signal;

describe('The standing of a gate', () => {
  let clock: ManualClock;
  let timer: ManualTimer;
  let circuits: InMemoryCircuitStore;
  let permits: RatePermit[];
  let gate: IntegrationGate;

  beforeEach(() => {
    clock = new ManualClock();
    timer = new ManualTimer();
    circuits = new InMemoryCircuitStore(clock);
    permits = [];
    gate = open();
  });

  function open(): IntegrationGate {
    const take = async (): Promise<RatePermit> => permits.shift() ?? { taken: true, waitMs: 0 };
    return new IntegrationGate({
      key: KEY,
      vendor: 'SAMSARA_ELD',
      displayName: 'Samsara',
      rate: { permits: 1, windowMs: 1_000 },
      priority: 'user',
      patienceMs: 5_000,
      breaker: new CircuitBreaker(circuits, clock, CIRCUIT_RULES),
      limiter: new VendorRateLimiter({ take }, clock, timer),
      clock,
    });
  }

  /** Asked for its permit, and on its way when it has one at once. */
  async function underWay(): Promise<void> {
    await timer.advance(0);
    await timer.advance(0);
  }

  const enter = (): ReturnType<IntegrationGate['enter']> => gate.enter('hos.clocks', NEVER);

  async function fail(times: number): Promise<void> {
    for (let failure = 0; failure < times; failure += 1) {
      const entering = enter();
      await underWay();
      await (await entering)('failed');
    }
  }

  async function pass(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await timer.advance(milliseconds);
  }

  it('is none before the circuit was asked', () => {
    expect(gate.standing()).to.equal(undefined);
  });

  it('is closed and 0 ms for a request that passes at once', async () => {
    await fail(1);
    expect(gate.standing()).to.deep.equal({ circuitState: 'closed', waitedForPermitMs: 0 });
  });

  it('is open once 5 failures have opened the circuit and a request was refused, also for a later session', async () => {
    await fail(5);
    expect(gate.standing()).to.include({ circuitState: 'closed' });
    gate = open();
    expect(await rejectionOf(enter())).to.include({ refusedBy: 'circuit' });
    expect(gate.standing()).to.deep.equal({ circuitState: 'open', waitedForPermitMs: 0 });
  });

  it('is half-open for the trial after 60 s, and for who is refused meanwhile', async () => {
    await fail(5);
    clock.advance(60_000);
    const trial = enter();
    await underWay();
    await trial;
    expect(gate.standing()).to.include({ circuitState: 'half-open' });
    gate = open();
    expect(await rejectionOf(enter())).to.include({ refusedBy: 'circuit' });
    expect(gate.standing()).to.include({ circuitState: 'half-open' });
  });

  it('grows while a permit is waited for, and adds up over 2 requests', async () => {
    permits = [{ taken: true, waitMs: 700 }, { taken: true, waitMs: 200 }];
    const first = enter();
    await underWay();
    await pass(300);
    expect(gate.standing()?.waitedForPermitMs).to.equal(300);
    await pass(400);
    await first;
    clock.advance(60_000);
    expect(gate.standing()?.waitedForPermitMs).to.equal(700);
    const second = enter();
    await underWay();
    await pass(200);
    await second;
    expect(gate.standing()).to.deep.equal({ circuitState: 'closed', waitedForPermitMs: 900 });
  });

  it('counts a wait that ended without a permit', async () => {
    permits = [{ taken: false, waitMs: 4_000 }, { taken: false, waitMs: 4_000 }];
    const refused = rejectionOf(enter());
    await underWay();
    await pass(4_000);
    expect(await refused).to.include({ refusedBy: 'limiter' });
    expect(gate.standing()?.waitedForPermitMs).to.equal(4_000);
  });
});
