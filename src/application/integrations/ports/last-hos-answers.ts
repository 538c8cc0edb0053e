import type { CircuitPhase } from '../../../domain/integrations/circuit.js';
import type { Integration } from '../../../domain/integrations/integration.js';
import type { DriverId } from '../../../domain/shared/identifiers.js';

/** How the last answer to a question for a driver's hours came about. */
export interface LastHosAnswer {
  readonly driverId: DriverId;
  readonly at: Date;
  readonly rule: 'override' | 'stored' | 'live' | 'stale' | 'unavailable';
  /** One sentence without secrets. */
  readonly why: string;
  /** What the circuit said then; undefined when the vendor was not asked. */
  readonly circuitState: CircuitPhase['kind'] | undefined;
  /** How long the read had waited for the rate limit; undefined when the vendor was not asked. */
  readonly waitedForPermitMs: number | undefined;
}

/** The last answer this replica gave about a driver of an integration; another replica has its own, and a restart forgets. */
export interface LastHosAnswers {
  find(integration: Integration): LastHosAnswer | undefined;
}
