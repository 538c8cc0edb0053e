import { expect } from 'chai';
import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import type { CircuitKey, CircuitPermit } from '../../../src/application/integrations/ports/circuit-store.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { failTimes, generationOf } from '../../contracts/integrations/circuit-store.contract.js';
import { CIRCUIT_RULES, InMemoryCircuitStore } from '../../support/doubles/integrations/in-memory-circuit-store.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { rejectionOf } from '../../support/rejection.js';

const KEY: CircuitKey = { tenantId: toTenantId('t'), integrationId: toIntegrationId('i') };

describe('The circuit breaker', () => {
  let clock: ManualClock;
  let store: InMemoryCircuitStore;
  let breaker: CircuitBreaker;

  beforeEach(() => {
    clock = new ManualClock();
    store = new InMemoryCircuitStore(clock);
    breaker = new CircuitBreaker(store, clock, CIRCUIT_RULES);
  });

  const ask = (): Promise<CircuitPermit> => breaker.ask(KEY);
  const end = (generation: number, failed: boolean): Promise<void> => breaker.record(KEY, { generation, failed });

  it('shares its state: what another replica saw fail 5 times is refused here', async () => {
    await failTimes(new CircuitBreaker(store, clock, CIRCUIT_RULES), KEY, 5);
    expect(await ask()).to.deep.equal({ allowed: false, retryAfterMs: 60_000 });
  });

  it('while the database is away opens by itself at the 5th failure, for 60 s, then makes 1 trial at a time', async () => {
    store.away = true;
    await failTimes(breaker, KEY, 5);
    expect(await ask()).to.deep.equal({ allowed: false, retryAfterMs: 60_000 });
    clock.advance(60_000);
    const trial = generationOf(await ask());
    expect((await ask()).allowed).to.equal(false);
    await breaker.withdraw(KEY, trial);
    await end(generationOf(await ask()), false);
    await end(generationOf(await ask()), false);
    expect([(await ask()).allowed, (await ask()).allowed]).to.deep.equal([true, true]);
  });

  it('forgets its own state as soon as the database answers again', async () => {
    store.away = true;
    await failTimes(breaker, KEY, 5);
    store.away = false;
    expect((await ask()).allowed).to.equal(true);
    store.away = true;
    expect((await ask()).allowed).to.equal(true);
  });

  it('when the database goes away behind an open circuit, it stays open until then, and 5 replicas make no 25 attempts', async () => {
    await failTimes(breaker, KEY, 5);
    await ask();
    clock.advance(20_000);
    store.away = true;
    expect(await ask()).to.deep.equal({ allowed: false, retryAfterMs: 40_000 });
    clock.advance(40_000);
    const trial = generationOf(await ask());
    expect((await ask()).allowed).to.equal(false);
    await end(trial, false);
  });

  it('attempts of one side say nothing to the other', async () => {
    const shared = generationOf(await ask());
    store.away = true;
    for (let time = 0; time < 10; time += 1) await end(shared, true);
    const local = generationOf(await ask());
    store.away = false;
    for (let time = 0; time < 10; time += 1) await end(local, true);
    expect((await ask()).allowed).to.equal(true);
    expect(store.circuits.get('t/i')).to.deep.include({ phase: { kind: 'closed', failures: 0 }, totalFailures: 10 });
  });

  it('keeps integrations apart while the database is away', async () => {
    store.away = true;
    await failTimes(breaker, KEY, 5);
    expect((await breaker.ask({ ...KEY, integrationId: toIntegrationId('other') })).allowed).to.equal(true);
  });

  it('passes other errors of the store on', async () => {
    store.ask = () => Promise.reject(new Error('a defect'));
    expect(await rejectionOf(ask())).to.include({ message: 'a defect' });
  });
});
