import type { CircuitAnswer } from '../../domain/integrations/circuit.js';
import type { CircuitPermit } from './ports/circuit-store.js';

/** A circuit's answer as the one who asked needs it. */
export function permitOf(answer: CircuitAnswer, now: Date): CircuitPermit {
  const { phase, generation } = answer.circuit;
  const trial = phase.kind === 'half-open' ? ({ trial: true } as const) : {};
  if (answer.allowed) return { allowed: true, generation, ...trial };
  return { allowed: false, retryAfterMs: answer.askAgainAt.getTime() - now.getTime(), ...trial };
}
