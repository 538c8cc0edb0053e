import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

export interface CircuitKey {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/**
 * An attempt that may be made belongs to a generation; a refused one may be asked for again later.
 * `trial` is there while the circuit is half-open: this attempt is its trial, or another one is.
 */
export type CircuitPermit =
  | { readonly allowed: true; readonly generation: number; readonly trial?: true }
  | { readonly allowed: false; readonly retryAfterMs: number; readonly trial?: true };

export interface AttemptOutcome {
  readonly generation: number;
  readonly failed: boolean;
}

/** The circuits of all integrations, one state for all replicas, timed by the store's own clock. */
export interface CircuitStore {
  /** Throws `DatabaseAwayError` when the store cannot be reached. */
  ask(key: CircuitKey): Promise<CircuitPermit>;
  /** Throws `DatabaseAwayError` when the store cannot be reached. */
  record(key: CircuitKey, outcome: AttemptOutcome): Promise<void>;
  /** A permitted attempt was not made after all; a trial's place is free again. Throws `DatabaseAwayError`. */
  withdraw(key: CircuitKey, generation: number): Promise<void>;
}
