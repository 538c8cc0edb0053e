import { expect } from 'chai';
import type { ConnectionTestStep } from '../../src/domain/integrations/connection-test.js';
import { VendorError } from '../../src/domain/shared/vendor-error.js';
import type { Fault } from '../../src/infrastructure/simulators/simulator-faults.js';
import type { VendorDefinition, VendorSession } from '../../src/infrastructure/vendors/vendor-definition.js';

/** What a vendor's connection test said. */
export interface Tested {
  readonly steps: readonly ConnectionTestStep[];
  readonly error: VendorError | undefined;
}

/** Runs a vendor's own steps to the end. Anything but a `VendorError` fails the test. */
export async function runConnectionTest({ checkConnection }: VendorDefinition, session: VendorSession): Promise<Tested> {
  const steps: ConnectionTestStep[] = [];
  try {
    for await (const step of checkConnection(session)) steps.push(step);
  } catch (error) {
    return { steps, error: error instanceof VendorError ? error : expect.fail(String(error)) };
  }
  return { steps, error: undefined };
}

/** These steps went well, and there are no others. */
export function expectPassed({ steps, error }: Tested, names: readonly string[]): void {
  expect(error).to.equal(undefined);
  expect(steps.map(({ name, ok }) => [name, ok])).to.deep.equal(names.map((name) => [name, true]));
}

/** The step that failed says the same as the error, and all before it went well. */
export function expectFailedAt(name: string, { steps, error }: Tested, kind: string, advice: string): void {
  expect(steps.slice(0, -1).every(({ ok }) => ok)).to.equal(true);
  expect(steps.at(-1)).to.deep.equal({ name, ok: false, detail: error?.message });
  expect(error?.kind).to.equal(kind);
  expect(error?.operation).to.match(/^connection\./);
  expect(error?.message).to.contain(advice);
}

/** A fault of the simulator, the kind of failure it is, and a part of what the test advises. */
export type AdvisedFault = readonly [fault: Fault, kind: string, advice: string];

/** A step fails as the vendor does, and says what to do about it. */
export function itAdvises(step: string, failures: readonly AdvisedFault[], testWith: (fault: Fault) => Promise<Tested>): void {
  for (const [fault, kind, advice] of failures) {
    it(`advises on ${fault.kind} ${fault.status ?? ''}`, async () => {
      expectFailedAt(step, await testWith(fault), kind, advice);
    });
  }
}
