import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

export interface CircuitKey {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
}

/** An attempt that may be made belongs to a generation; a refused one may be asked for again later. */
export type CircuitPermit =
  | { readonly allowed: true; readonly generation: number }
  | { readonly allowed: false; readonly retryAfterMs: number };

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
