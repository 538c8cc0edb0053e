import { CLOSED_CIRCUIT, askCircuit, recordOutcome, withdrawAttempt } from '../../domain/integrations/circuit.js';
import type { Circuit, CircuitRules } from '../../domain/integrations/circuit.js';
import { DatabaseAwayError } from '../../domain/shared/domain-error.js';
import type { Clock } from '../shared/clock.js';
import { permitOf } from './circuit-permit.js';
import type { AttemptOutcome, CircuitKey, CircuitPermit, CircuitStore } from './ports/circuit-store.js';

/** Generations of the local fallback lie below zero, so that neither store listens to the other's attempts. */
const LOCAL_START: Circuit = { ...CLOSED_CIRCUIT, generation: -1_000_000_000 };

/**
 * Asked before every attempt at a vendor. The state is shared by all replicas; while the database is away each process
 * keeps one of its own, which is forgotten as soon as the shared one answers again. It begins closed, or as open as the
 * shared one was when it answered last.
 */
export class CircuitBreaker {
  readonly #local = new Map<string, Circuit>();
  /** Until when the shared circuit has refused, by integration. */
  readonly #refusedUntil = new Map<string, Date>();

  constructor(
    private readonly shared: CircuitStore,
    private readonly clock: Clock,
    private readonly rules: CircuitRules,
  ) {}

  ask(key: CircuitKey): Promise<CircuitPermit> {
    return this.sharedOr(
      async () => this.remember(key, await this.shared.ask(key)),
      () => this.askLocal(key),
    );
  }

  async record(key: CircuitKey, outcome: AttemptOutcome): Promise<void> {
    await this.sharedOr(
      () => this.shared.record(key, outcome),
      () => {
        this.#local.set(key.integrationId, recordOutcome(this.localOf(key), outcome, this.clock.now(), this.rules));
      },
    );
  }

  /** A permitted attempt was not made after all. */
  async withdraw(key: CircuitKey, generation: number): Promise<void> {
    await this.sharedOr(
      () => this.shared.withdraw(key, generation),
      () => {
        this.#local.set(key.integrationId, withdrawAttempt(this.localOf(key), generation));
      },
    );
  }

  private remember({ integrationId }: CircuitKey, permit: CircuitPermit): CircuitPermit {
    if (permit.allowed) this.#refusedUntil.delete(integrationId);
    else this.#refusedUntil.set(integrationId, new Date(this.clock.now().getTime() + permit.retryAfterMs));
    return permit;
  }

  private async sharedOr<Result>(ask: () => Promise<Result>, fallback: () => Result): Promise<Result> {
    try {
      const result = await ask();
      this.#local.clear();
      return result;
    } catch (error) {
      if (!(error instanceof DatabaseAwayError)) throw error;
      return fallback();
    }
  }

  private askLocal(key: CircuitKey): CircuitPermit {
    const now = this.clock.now();
    const answer = askCircuit(this.localOf(key), now, this.rules);
    this.#local.set(key.integrationId, answer.circuit);
    return permitOf(answer, now);
  }

  private localOf({ integrationId }: CircuitKey): Circuit {
    const until = this.#refusedUntil.get(integrationId);
    return this.#local.get(integrationId) ?? (until === undefined ? LOCAL_START : { ...LOCAL_START, phase: { kind: 'open', until } });
  }
}
