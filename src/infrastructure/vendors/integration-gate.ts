import type { CircuitBreaker } from '../../application/integrations/circuit-breaker.js';
import type { CircuitKey, CircuitPermit } from '../../application/integrations/ports/circuit-store.js';
import type { PermitPriority } from '../../application/integrations/ports/vendor-rate-store.js';
import type { VendorRateLimiter } from '../../application/integrations/vendor-rate-limiter.js';
import type { Clock } from '../../application/shared/clock.js';
import type { CircuitPhase } from '../../domain/integrations/circuit.js';
import type { VendorRate } from '../../domain/integrations/vendor-rate.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { AttemptGate, LeaveGate } from './http/attempt-gate.js';

export interface IntegrationGateOptions {
  readonly key: CircuitKey;
  readonly vendor: string;
  readonly displayName: string;
  readonly rate: VendorRate | undefined;
  readonly priority: PermitPriority;
  /** Longest wait for a permit. */
  readonly patienceMs: number;
  readonly breaker: CircuitBreaker;
  readonly limiter: VendorRateLimiter;
  readonly clock: Clock;
}

/** What circuit and limiter have said to the requests of one session so far. */
export interface GateStanding {
  readonly circuitState: CircuitPhase['kind'];
  readonly waitedForPermitMs: number;
}

/** The circuit and the rate limit of one integration, the same for all replicas. */
export class IntegrationGate implements AttemptGate {
  #circuitState: GateStanding['circuitState'] | undefined;
  #waitedMs = 0;
  #waitingSince: Date | undefined;

  constructor(private readonly options: IntegrationGateOptions) {}

  async enter(operation: string, signal: AbortSignal): Promise<LeaveGate> {
    const { breaker, key, displayName, clock } = this.options;
    const permit = await breaker.ask(key);
    this.#circuitState = stateTold(permit);
    if (!permit.allowed) {
      const again = new Date(clock.now().getTime() + permit.retryAfterMs).toISOString().slice(11, 19);
      throw this.refused('circuit', operation, permit.retryAfterMs, `${displayName} has failed repeatedly. It is asked again at ${again} UTC.`);
    }
    const { generation } = permit;
    try {
      await this.timed(() => this.waitForPermit(operation, signal));
    } catch (error) {
      await breaker.withdraw(key, generation);
      throw error;
    }
    return async (outcome) => {
      if (outcome !== 'dropped') await breaker.record(key, { generation, failed: outcome === 'failed' });
    };
  }

  /** Undefined before the circuit has been asked. */
  standing(): GateStanding | undefined {
    if (this.#circuitState === undefined) return undefined;
    return { circuitState: this.#circuitState, waitedForPermitMs: this.#waitedMs + this.waitingMs() };
  }

  private async timed(wait: () => Promise<void>): Promise<void> {
    this.#waitingSince = this.options.clock.now();
    try {
      await wait();
    } finally {
      this.#waitedMs += this.waitingMs();
      this.#waitingSince = undefined;
    }
  }

  private waitingMs(): number {
    if (this.#waitingSince === undefined) return 0;
    return Math.max(0, this.options.clock.now().getTime() - this.#waitingSince.getTime());
  }

  private async waitForPermit(operation: string, signal: AbortSignal): Promise<void> {
    const { rate, limiter, key, priority, patienceMs, displayName } = this.options;
    if (rate === undefined) return;
    const retryAfterMs = await limiter.wait(key.integrationId, { rate, priority, patienceMs }, signal);
    if (retryAfterMs === undefined && !signal.aborted) return;
    throw this.refused('limiter', operation, retryAfterMs ?? rate.windowMs, `${displayName} allows no more requests at the moment. Try again shortly.`);
  }

  private refused(refusedBy: 'circuit' | 'limiter', operation: string, retryAfterMs: number, detail: string): VendorError {
    const kind = refusedBy === 'circuit' ? 'unavailable' : 'rate-limited';
    return new VendorError({ kind, vendor: this.options.vendor, operation, detail, retryAfterMs, refusedBy });
  }
}

function stateTold({ allowed, trial }: CircuitPermit): CircuitPhase['kind'] {
  if (trial) return 'half-open';
  return allowed ? 'closed' : 'open';
}
