/** When a circuit opens and how it closes again. */
export interface CircuitRules {
  /** Consecutive failures that open it. */
  readonly failureThreshold: number;
  /** Successful trials that close it. */
  readonly successThreshold: number;
  /** How long it stays open, and how long a trial may stay without a result. */
  readonly openMs: number;
}

/**
 * - `closed`: everything passes; `failures` counts consecutive ones
 * - `open`: nothing passes until `until`
 * - `half-open`: one trial at a time; a trial without result at `trialUntil` has failed
 */
export type CircuitPhase =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: Date }
  | { readonly kind: 'half-open'; readonly successes: number; readonly trialUntil: Date | undefined };

/** The circuit between a tenant's integration and its vendor. */
export interface Circuit {
  readonly phase: CircuitPhase;
  /** Counts changes of phase and trials: the result of an attempt from an earlier one says nothing any more. */
  readonly generation: number;
  readonly lastChangeAt: Date | undefined;
  readonly totalRequests: number;
  readonly totalFailures: number;
}

export const CLOSED_CIRCUIT: Circuit = {
  phase: { kind: 'closed', failures: 0 },
  generation: 0,
  lastChangeAt: undefined,
  totalRequests: 0,
  totalFailures: 0,
};

/** When the next attempt may be made: the end of the open time, or of a trial's patience; undefined when nothing stands in the way. */
export function nextAttemptAt(phase: CircuitPhase): Date | undefined {
  switch (phase.kind) {
    case 'closed':
      return undefined;
    case 'open':
      return phase.until;
    case 'half-open':
      return phase.trialUntil;
  }
}

/** Whether an attempt may be made, and the circuit afterwards. */
export type CircuitAnswer =
  | { readonly allowed: true; readonly circuit: Circuit }
  | { readonly allowed: false; readonly circuit: Circuit; readonly askAgainAt: Date };

/** Asked before every attempt. The attempt belongs to the generation of the circuit it got back. */
export function askCircuit(circuit: Circuit, now: Date, rules: CircuitRules): CircuitAnswer {
  const { phase } = circuit;
  switch (phase.kind) {
    case 'closed':
      return { allowed: true, circuit };
    case 'open':
      if (now < phase.until) return { allowed: false, circuit, askAgainAt: phase.until };
      return beginTrial(circuit, 0, now, rules);
    case 'half-open':
      if (phase.trialUntil === undefined) return beginTrial(circuit, phase.successes, now, rules);
      if (now < phase.trialUntil) return { allowed: false, circuit, askAgainAt: phase.trialUntil };
      return askCircuit(open({ ...circuit, totalFailures: circuit.totalFailures + 1 }, phase.trialUntil, rules), now, rules);
  }
}

/** The circuit after an attempt of `generation` has ended. */
export function recordOutcome(
  circuit: Circuit,
  attempt: { readonly generation: number; readonly failed: boolean },
  now: Date,
  rules: CircuitRules,
): Circuit {
  const counted = {
    ...circuit,
    totalRequests: circuit.totalRequests + 1,
    totalFailures: circuit.totalFailures + (attempt.failed ? 1 : 0),
  };
  if (attempt.generation !== circuit.generation) return counted;
  const { phase } = circuit;
  switch (phase.kind) {
    case 'closed': {
      const failures = attempt.failed ? phase.failures + 1 : 0;
      return failures >= rules.failureThreshold ? open(counted, now, rules) : { ...counted, phase: { kind: 'closed', failures } };
    }
    case 'open':
      return counted;
    case 'half-open':
      if (phase.trialUntil !== undefined && now >= phase.trialUntil) return open(failedLate(counted, attempt), phase.trialUntil, rules);
      return attempt.failed ? open(counted, now, rules) : afterGoodTrial(counted, phase.successes + 1, now, rules);
  }
}

/** The circuit when an attempt of `generation` was not made after all: a trial leaves its place to the next one. */
export function withdrawAttempt(circuit: Circuit, generation: number): Circuit {
  const { phase } = circuit;
  if (generation !== circuit.generation || phase.kind !== 'half-open') return circuit;
  return { ...circuit, phase: { ...phase, trialUntil: undefined }, generation: generation + 1 };
}

/** A trial that ends after its time has failed by then, whatever its result. */
function failedLate(counted: Circuit, { failed }: { readonly failed: boolean }): Circuit {
  return failed ? counted : { ...counted, totalFailures: counted.totalFailures + 1 };
}

function beginTrial(circuit: Circuit, successes: number, now: Date, { openMs }: CircuitRules): CircuitAnswer {
  const trial: Circuit = {
    ...circuit,
    phase: { kind: 'half-open', successes, trialUntil: new Date(now.getTime() + openMs) },
    generation: circuit.generation + 1,
    lastChangeAt: circuit.phase.kind === 'half-open' ? circuit.lastChangeAt : now,
  };
  return { allowed: true, circuit: trial };
}

function afterGoodTrial(circuit: Circuit, successes: number, now: Date, { successThreshold }: CircuitRules): Circuit {
  const generation = circuit.generation + 1;
  if (successes < successThreshold) return { ...circuit, phase: { kind: 'half-open', successes, trialUntil: undefined }, generation };
  return { ...circuit, phase: { kind: 'closed', failures: 0 }, generation, lastChangeAt: now };
}

function open(circuit: Circuit, since: Date, { openMs }: CircuitRules): Circuit {
  const until = new Date(since.getTime() + openMs);
  return { ...circuit, phase: { kind: 'open', until }, generation: circuit.generation + 1, lastChangeAt: since };
}
