import { expect } from 'chai';
import type { ConnectionTestStep } from '../../../src/domain/integrations/connection-test.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { FuelSimulatorControl } from '../../../src/infrastructure/simulators/fuel-market/row-control.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import type { RunningSimulator } from '../../../src/infrastructure/simulators/simulator-server.js';
import type { VendorDefinition } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { vendorSession } from '../../vendors/vendor-session.js';

/** What a vendor's connection test says. */
export interface FuelConnection {
  readonly definition: VendorDefinition;
  readonly start: () => Promise<RunningSimulator & FuelSimulatorControl>;
  readonly sample: string;
  /** What to do about a key that is unknown, one that may not read this, and a wrong address. */
  readonly advice: { readonly unknownKey: string; readonly forbiddenKey: string; readonly address: string };
  /** What is said when there is nothing to read. */
  readonly nothing: string;
}

interface Tested {
  readonly steps: readonly ConnectionTestStep[];
  readonly error: VendorError | undefined;
}

/** Connection tests against the simulator: the steps, and for each failure what to do. */
export function describeFuelConnection(name: string, { definition, start, sample, advice, nothing }: FuelConnection): void {
  describe(`Connection test of ${name}`, () => {
    onRealSockets();

    let simulator: RunningSimulator & FuelSimulatorControl;
    before(async () => {
      simulator = await start();
    });
    after(() => simulator.stop());
    afterEach(() => {
      simulator.faults.clear();
      simulator.control.restore();
    });

    async function test(apiKey = 'good'): Promise<Tested> {
      const session = vendorSession({ definition, baseUrl: simulator.url, credentials: { apiKey }, config: { baseUrl: simulator.url } });
      const steps: ConnectionTestStep[] = [];
      try {
        for await (const step of definition.checkConnection(session)) steps.push(step);
      } catch (error) {
        return { steps, error: error instanceof VendorError ? error : expect.fail(String(error)) };
      }
      return { steps, error: undefined };
    }

    /** There is one step, it failed, and it says the same as the error. */
    function expectFailedAt(step: string, { steps, error }: Tested, kind: string, says: string): void {
      expect(steps).to.deep.equal([{ name: step, ok: false, detail: error?.message }]);
      expect(error).to.include({ kind });
      expect(error?.operation).to.match(/^connection\./);
      expect(error?.message).to.contain(says);
    }

    it('passes the key and a sample', async () => {
      const { steps, error } = await test();
      expect(error).to.equal(undefined);
      expect(steps.map((step) => [step.name, step.ok])).to.deep.equal([['authentication', true], [sample, true]]);
      expect(steps[1]?.detail).to.match(/can be read\.$/);
    });

    it('passes when there is nothing to read, and says so', async () => {
      simulator.control.script([]);
      const { steps, error } = await test();
      expect([error, steps.length]).to.deep.equal([undefined, 2]);
      expect(steps[1]?.detail).to.contain(nothing);
    });

    it('tells how to replace an unknown key', async () => {
      expectFailedAt('authentication', await test('revoked-1'), 'credentials', advice.unknownKey);
    });

    it('tells what to do about a key that may not read this', async () => {
      expectFailedAt('authentication', await test('forbidden-1'), 'credentials', advice.forbiddenKey);
    });

    it('asks for the key again when none can be used', async () => {
      expectFailedAt('authentication', await test('two words'), 'credentials', 'enter the key again');
    });

    const failures: readonly (readonly [Fault, string, string])[] = [
      [{ kind: 'html' }, 'malformed', advice.address],
      [{ kind: 'server-error', status: 404 }, 'rejected', advice.address],
      [{ kind: 'redirect' }, 'rejected', advice.address],
      [{ kind: 'server-error' }, 'unavailable', 'out of order'],
      [{ kind: 'rate-limited' }, 'rate-limited', 'limits this key'],
      [{ kind: 'hang' }, 'timeout', 'in time'],
    ];
    for (const [fault, kind, says] of failures) {
      it(`advises on ${fault.kind} ${fault.status ?? ''}`, async () => {
        simulator.faults.set(fault);
        expectFailedAt(sample, await test(), kind, says);
      });
    }
  });
}
