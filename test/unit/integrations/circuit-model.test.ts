import { expect } from 'chai';
import fc from 'fast-check';
import { CLOSED_CIRCUIT, askCircuit, recordOutcome, withdrawAttempt } from '../../../src/domain/integrations/circuit.js';
import type { Circuit, CircuitRules } from '../../../src/domain/integrations/circuit.js';

const RULES: CircuitRules = { failureThreshold: 5, successThreshold: 2, openMs: 60_000 };
const COMMANDS = 100_000;
const RUNS = 500;
const LENGTH = COMMANDS / RUNS;

/** The rules once more, told as a diary: a list of what happened, read from the beginning at every question. */
class Oracle {
  #mode: 'closed' | 'open' | 'waiting' | 'trial' = 'closed';
  #bad = 0;
  #good = 0;
  #since = 0;
  #epoch = 0;

  ask(now: number): number | undefined {
    if (this.#mode === 'trial' && now - this.#since >= 60_000) this.#trip(this.#since + 60_000);
    if (this.#mode === 'open' && now - this.#since >= 60_000) {
      this.#good = 0;
      this.#mode = 'waiting';
    }
    if (this.#mode === 'closed') return this.#epoch;
    if (this.#mode !== 'waiting') return undefined;
    this.#mode = 'trial';
    this.#since = now;
    return ++this.#epoch;
  }

  end(epoch: number, failed: boolean, now: number): void {
    if (epoch !== this.#epoch || this.#mode === 'open' || this.#mode === 'waiting') return;
    if (this.#mode === 'trial' && now - this.#since >= 60_000) return this.#trip(this.#since + 60_000);
    if (this.#mode === 'trial' && now - this.#since >= 60_000) return this.#trip(this.#since + 60_000);
    if (failed) {
      this.#bad += 1;
      if (this.#mode === 'trial' || this.#bad >= 5) this.#trip(now);
      return;
    }
    this.#bad = 0;
    if (this.#mode === 'closed') return;
    this.#good += 1;
    this.#epoch += 1;
    this.#mode = this.#good >= 2 ? 'closed' : 'waiting';
  }

  get mode(): string {
    return this.#mode === 'trial' || this.#mode === 'waiting' ? 'half-open' : this.#mode;
  }

  #trip(at: number): void {
    this.#mode = 'open';
    this.#since = at;
    this.#bad = 0;
    this.#epoch += 1;
  }
}

type Command = { readonly kind: 'ask' } | { readonly kind: 'end'; readonly which: number; readonly failed: boolean } | { readonly kind: 'wait'; readonly ms: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Command>({ kind: 'ask' }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat(50), failed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 500, 30_000, 59_999, 60_000, 60_001) }) },
);

function play(commands: readonly Command[]): number {
  let circuit: Circuit = CLOSED_CIRCUIT;
  const oracle = new Oracle();
  const inFlight: { readonly ours: number; readonly theirs: number }[] = [];
  let now = 1_000_000;
  for (const next of commands) {
    if (next.kind === 'wait') now += next.ms;
    else if (next.kind === 'ask') {
      const answer = askCircuit(circuit, new Date(now), RULES);
      const theirs = oracle.ask(now);
      circuit = answer.circuit;
      expect(answer.allowed).to.equal(theirs !== undefined);
      if (theirs !== undefined) inFlight.push({ ours: circuit.generation, theirs });
    } else {
      const [attempt] = inFlight.splice(next.which % Math.max(1, inFlight.length), 1);
      if (attempt === undefined) continue;
      circuit = recordOutcome(circuit, { generation: attempt.ours, failed: next.failed }, new Date(now), RULES);
      oracle.end(attempt.theirs, next.failed, now);
    }
    expect(circuit.phase.kind).to.equal(oracle.mode);
  }
  return commands.length;
}

describe('The circuit against an oracle', () => {
  it(`answers like the oracle over ${COMMANDS} random commands with attempts that end in any order`, () => {
    let played = 0;
    const sequence = fc.array(command, { minLength: LENGTH, maxLength: LENGTH });
    fc.assert(fc.property(sequence, (commands) => void (played += play(commands))), { numRuns: RUNS });
    expect(played).to.be.at.least(COMMANDS);
  }).timeout(60_000);
});

describe('A circuit', () => {
  const at = (seconds: number): Date => new Date(seconds * 1000);
  const failing = (circuit: Circuit, times: number): Circuit =>
    Array.from({ length: times }).reduce<Circuit>((last) => recordOutcome(last, { generation: last.generation, failed: true }, at(0), RULES), circuit);

  it('stays closed after 4 failures, opens at the 5th and refuses for 60 s', () => {
    expect(failing(CLOSED_CIRCUIT, 4).phase).to.deep.equal({ kind: 'closed', failures: 4 });
    const opened = failing(CLOSED_CIRCUIT, 5);
    expect(askCircuit(opened, at(59.999), RULES)).to.include({ allowed: false });
    expect(askCircuit(opened, at(60), RULES)).to.include({ allowed: true });
  });

  it('lets 1 trial pass at a time and closes after 2 good ones', () => {
    const first = askCircuit(failing(CLOSED_CIRCUIT, 5), at(60), RULES).circuit;
    expect(askCircuit(first, at(61), RULES).allowed).to.equal(false);
    const half = recordOutcome(first, { generation: first.generation, failed: false }, at(62), RULES);
    expect(half.phase).to.deep.equal({ kind: 'half-open', successes: 1, trialUntil: undefined });
    const second = askCircuit(half, at(63), RULES).circuit;
    expect(recordOutcome(second, { generation: second.generation, failed: false }, at(64), RULES).phase).to.deep.equal({ kind: 'closed', failures: 0 });
  });

  it('opens again for 60 s when 1 trial fails, also after a good one', () => {
    const first = askCircuit(failing(CLOSED_CIRCUIT, 5), at(60), RULES).circuit;
    const half = recordOutcome(first, { generation: first.generation, failed: false }, at(61), RULES);
    const second = askCircuit(half, at(62), RULES).circuit;
    expect(recordOutcome(second, { generation: second.generation, failed: true }, at(63), RULES).phase).to.deep.equal({ kind: 'open', until: at(123) });
  });

  it('takes a trial without result for 60 s as failed', () => {
    const trial = askCircuit(failing(CLOSED_CIRCUIT, 5), at(60), RULES).circuit;
    const asked = askCircuit(trial, at(121), RULES);
    expect(asked).to.deep.include({ allowed: false, askAgainAt: at(180) });
    expect(asked.circuit.totalFailures).to.equal(6);
  });

  it('takes a trial that ends after 60 s as failed, whatever its result', () => {
    const trial = askCircuit(failing(CLOSED_CIRCUIT, 5), at(60), RULES).circuit;
    for (const failed of [false, true]) {
      const late = recordOutcome(trial, { generation: trial.generation, failed }, at(120), RULES);
      expect(late).to.deep.include({ phase: { kind: 'open', until: at(180) }, totalRequests: 6, totalFailures: 6 });
    }
  });

  it('gives the place of a trial that was not made to the next, and keeps its 1 good one', () => {
    const first = askCircuit(failing(CLOSED_CIRCUIT, 5), at(60), RULES).circuit;
    const half = recordOutcome(first, { generation: first.generation, failed: false }, at(61), RULES);
    const second = askCircuit(half, at(62), RULES).circuit;
    const withdrawn = withdrawAttempt(second, second.generation);
    expect(withdrawn.phase).to.deep.equal({ kind: 'half-open', successes: 1, trialUntil: undefined });
    expect(recordOutcome(withdrawn, { generation: second.generation, failed: true }, at(63), RULES).phase).to.deep.equal(withdrawn.phase);
    expect(askCircuit(withdrawn, at(63), RULES).allowed).to.equal(true);
    expect(withdrawAttempt(second, first.generation)).to.equal(second);
    expect(withdrawAttempt(CLOSED_CIRCUIT, 0)).to.equal(CLOSED_CIRCUIT);
  });

  it('does not listen to attempts of an earlier generation', () => {
    const opened = failing(CLOSED_CIRCUIT, 5);
    const trial = askCircuit(opened, at(60), RULES).circuit;
    expect(recordOutcome(trial, { generation: 0, failed: false }, at(61), RULES).phase).to.deep.equal(trial.phase);
    expect(recordOutcome(trial, { generation: 0, failed: true }, at(61), RULES).phase).to.deep.equal(trial.phase);
  });
});
