import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorAttempt } from './axios-attempt.js';

/** Told how an attempt that passed the gate ended: `answered` also for a 4xx, `dropped` when the caller gave up. */
export type LeaveGate = (outcome: 'answered' | 'failed' | 'dropped') => Promise<void>;

/** What every attempt passes before it is sent: the circuit first, then the rate limit. */
export interface AttemptGate {
  /** Throws a `VendorError` with `refusedBy` when nothing may be sent. */
  enter(operation: string, signal: AbortSignal): Promise<LeaveGate>;
}

/** Sends an attempt through the gate. */
export function throughGate(send: VendorAttempt, gate: AttemptGate): VendorAttempt {
  return async (request, signal) => {
    const leave = await gate.enter(request.operation, signal);
    const answer = await send(request, signal).catch(async (error: unknown) => {
      await leave(outcomeOf(error, request.signal));
      throw error;
    });
    await leave('answered');
    return answer;
  };
}

/** A 4xx other than 408 and 429 is an answer; a caller who gave up says nothing about the vendor. */
function outcomeOf(error: unknown, caller: AbortSignal | undefined): 'answered' | 'failed' | 'dropped' {
  if (caller?.aborted) return 'dropped';
  if (!(error instanceof VendorError)) return 'failed';
  const answers = error.kind === 'credentials' || error.kind === 'rejected';
  return answers && error.httpStatus !== undefined ? 'answered' : 'failed';
}
