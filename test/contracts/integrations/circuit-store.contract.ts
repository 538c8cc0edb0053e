import { expect } from 'chai';
import type { CircuitKey, CircuitPermit, CircuitStore } from '../../../src/application/integrations/ports/circuit-store.js';
import type { CircuitQueries } from '../../../src/application/integrations/ports/circuit-queries.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpenIntegrations } from './open-integrations.js';

/** Rules: 5 failures, 2 successes, 60 s. */
export interface OpenCircuits extends OpenIntegrations {
  readonly circuits: CircuitStore;
  readonly queries: CircuitQueries;
  /** Lets time pass for a circuit. */
  pass(key: CircuitKey, seconds: number): Promise<void>;
}

/** Fails as often as told, each time with a permit of its own. */
export async function failTimes(circuits: CircuitStore, key: CircuitKey, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await circuits.record(key, { generation: generationOf(await circuits.ask(key)), failed: true });
}

export function generationOf(permit: CircuitPermit): number {
  if (!permit.allowed) throw new Error('The circuit refused.');
  return permit.generation;
}

/** What every `CircuitStore` promises. */
export function describeCircuitStore(name: string, open: () => Promise<OpenCircuits>): void {
  describe(`CircuitStore: ${name}`, () => {
    let circuits: OpenCircuits;
    let key: CircuitKey;
    const opened = useIntegrations(async () => (circuits = await open()));

    beforeEach(async () => {
      const { tenantId, id } = await addIntegration(opened());
      key = { tenantId, integrationId: id };
    });

    const ask = (): Promise<CircuitPermit> => circuits.circuits.ask(key);
    const end = (generation: number, failed: boolean): Promise<void> => circuits.circuits.record(key, { generation, failed });
    const stateOf = (): ReturnType<CircuitQueries['get']> => circuits.queries.get(key);

    it('lets everything pass at first, and counts 3 good answers', async () => {
      for (let time = 0; time < 3; time += 1) await end(generationOf(await ask()), false);
      expect(await stateOf()).to.deep.include({ phase: { kind: 'closed', failures: 0 }, totalRequests: 3, totalFailures: 0 });
    });

    it('opens at the 5th consecutive failure and says when to ask again, within 60 s', async () => {
      await failTimes(circuits.circuits, key, 4);
      await end(generationOf(await ask()), false);
      await failTimes(circuits.circuits, key, 5);
      const refused = await ask();
      expect(refused.allowed).to.equal(false);
      if (!refused.allowed) expect(refused.retryAfterMs).to.be.within(50_000, 60_000);
      expect(await stateOf()).to.deep.include({ totalRequests: 10, totalFailures: 9 });
    });

    it('of 20 that ask after 60 s exactly 1 gets the trial, and 2 good trials close it', async () => {
      await failTimes(circuits.circuits, key, 5);
      await circuits.pass(key, 60);
      const asked = await Promise.all(Array.from({ length: 20 }, ask));
      const trials = asked.filter(({ allowed }) => allowed);
      expect(trials).to.have.length(1);
      for (const trial of trials) await end(generationOf(trial), false);
      await end(generationOf(await ask()), false);
      expect((await stateOf()).phase).to.deep.equal({ kind: 'closed', failures: 0 });
    });

    it('of 20 attempts in flight that all fail, the 5th opens it once; late ones change nothing', async () => {
      const permits = await Promise.all(Array.from({ length: 20 }, ask));
      await Promise.all(permits.map((permit) => end(generationOf(permit), true)));
      expect((await ask()).allowed).to.equal(false);
      expect(await stateOf()).to.deep.include({ generation: 1, totalRequests: 20, totalFailures: 20 });
      await end(generationOf(permits[0] ?? { allowed: true, generation: 0 }), false);
      expect((await stateOf()).phase.kind).to.equal('open');
    });

    it('a trial without result for 60 s has failed: refused for 60 s more, then 1 trial again', async () => {
      await failTimes(circuits.circuits, key, 5);
      await circuits.pass(key, 60);
      generationOf(await ask());
      await circuits.pass(key, 59);
      expect((await ask()).allowed).to.equal(false);
      await circuits.pass(key, 1);
      expect((await ask()).allowed).to.equal(false);
      expect((await stateOf()).totalFailures).to.equal(6);
      await circuits.pass(key, 60);
      expect((await ask()).allowed).to.equal(true);
    });

    it('a trial that was withdrawn leaves its place to the next at once', async () => {
      await failTimes(circuits.circuits, key, 5);
      await circuits.pass(key, 60);
      const generation = generationOf(await ask());
      expect((await ask()).allowed).to.equal(false);
      await circuits.circuits.withdraw(key, generation);
      expect((await ask()).allowed).to.equal(true);
    });

    it('withdrawing where nothing is troubled leaves no trace', async () => {
      await circuits.circuits.withdraw(key, generationOf(await ask()));
      expect(await stateOf()).to.deep.include({ generation: 0, totalRequests: 0 });
    });

    it('keeps the integrations of a tenant apart', async () => {
      const other = await addIntegration(opened(), { tenantId: key.tenantId, vendor: 'OTHER_ELD' });
      await failTimes(circuits.circuits, key, 5);
      expect((await circuits.circuits.ask({ tenantId: key.tenantId, integrationId: other.id })).allowed).to.equal(true);
    });
  });
}
