import { nextAttemptAt } from '../../../domain/integrations/circuit.js';
import type { Circuit, CircuitPhase } from '../../../domain/integrations/circuit.js';

export interface CircuitRow {
  phase: string;
  failures: number;
  successes: number;
  /** End of the open time, or of a trial's patience. */
  until: Date | null;
  generation: number;
  last_change_at: Date | null;
  total_requests: number;
  total_failures: number;
}

export function toCircuit(row: CircuitRow): Circuit {
  return {
    phase: toPhase(row),
    generation: row.generation,
    lastChangeAt: row.last_change_at ?? undefined,
    totalRequests: row.total_requests,
    totalFailures: row.total_failures,
  };
}

export function toCircuitRow({ phase, generation, lastChangeAt, totalRequests, totalFailures }: Circuit): CircuitRow {
  return {
    phase: phase.kind,
    failures: phase.kind === 'closed' ? phase.failures : 0,
    successes: phase.kind === 'half-open' ? phase.successes : 0,
    until: nextAttemptAt(phase) ?? null,
    generation,
    last_change_at: lastChangeAt ?? null,
    total_requests: totalRequests,
    total_failures: totalFailures,
  };
}

function toPhase({ phase, failures, successes, until }: CircuitRow): CircuitPhase {
  if (phase === 'half-open') return { kind: 'half-open', successes, trialUntil: until ?? undefined };
  if (phase === 'open' && until !== null) return { kind: 'open', until };
  return { kind: 'closed', failures };
}
