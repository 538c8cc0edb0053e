import { permitOf } from '../../../../src/application/integrations/circuit-permit.js';
import type { AttemptOutcome, CircuitKey, CircuitPermit, CircuitStore } from '../../../../src/application/integrations/ports/circuit-store.js';
import { CLOSED_CIRCUIT, askCircuit, recordOutcome, withdrawAttempt } from '../../../../src/domain/integrations/circuit.js';
import type { Circuit, CircuitRules } from '../../../../src/domain/integrations/circuit.js';
import { DatabaseAwayError } from '../../../../src/domain/shared/domain-error.js';
import type { ManualClock } from '../manual-clock.js';

export const CIRCUIT_RULES: CircuitRules = { failureThreshold: 5, successThreshold: 2, openMs: 60_000 };

/** Circuits by integration; unreachable while `away`. */
export class InMemoryCircuitStore implements CircuitStore {
  readonly circuits = new Map<string, Circuit>();
  away = false;

  constructor(
    private readonly clock: ManualClock,
    private readonly rules = CIRCUIT_RULES,
  ) {}

  async ask(key: CircuitKey): Promise<CircuitPermit> {
    const now = this.clock.now();
    const answer = askCircuit(this.of(key), now, this.rules);
    if (answer.circuit.phase.kind !== 'closed') this.circuits.set(nameOf(key), answer.circuit);
    return permitOf(answer, now);
  }

  async record(key: CircuitKey, outcome: AttemptOutcome): Promise<void> {
    this.circuits.set(nameOf(key), recordOutcome(this.of(key), outcome, this.clock.now(), this.rules));
  }

  async withdraw(key: CircuitKey, generation: number): Promise<void> {
    const circuit = this.of(key);
    if (circuit.phase.kind === 'half-open') this.circuits.set(nameOf(key), withdrawAttempt(circuit, generation));
  }

  private of(key: CircuitKey): Circuit {
    if (this.away) throw new DatabaseAwayError();
    return this.circuits.get(nameOf(key)) ?? CLOSED_CIRCUIT;
  }
}

export function nameOf({ tenantId, integrationId }: CircuitKey): string {
  return `${tenantId}/${integrationId}`;
}
