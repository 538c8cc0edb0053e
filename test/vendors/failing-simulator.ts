import type { VendorErrorKind } from '../../src/domain/shared/vendor-error.js';
import type { Fault, SimulatorFaults } from '../../src/infrastructure/simulators/simulator-faults.js';
import type { GivenFailure } from '../contracts/given-failure.js';

export type FaultOfKind = Readonly<Record<VendorErrorKind, Fault>>;

/** A fault of a simulator for each kind of failure. */
export const FAULTS: FaultOfKind = {
  credentials: { kind: 'unauthorized' },
  'rate-limited': { kind: 'rate-limited' },
  unavailable: { kind: 'server-error', status: 503 },
  timeout: { kind: 'hang' },
  rejected: { kind: 'redirect' },
  malformed: { kind: 'garbage' },
};

/** The simulator fails as given from now on, or not at all. */
export function failAs(faults: SimulatorFaults, failure: GivenFailure | undefined, faultOf: FaultOfKind = FAULTS): void {
  faults.clear();
  if (failure === undefined) return;
  const { kind, onPage = 1, retryAfter } = failure;
  faults.set({ ...faultOf[kind], skip: onPage - 1, ...(retryAfter === undefined ? {} : { retryAfter }) });
}
