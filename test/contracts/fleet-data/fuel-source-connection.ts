import { expect } from 'chai';
import type { FuelSimulatorControl } from '../../../src/infrastructure/simulators/fuel-market/row-control.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import type { RunningSimulator } from '../../../src/infrastructure/simulators/simulator-server.js';
import type { VendorDefinition } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../../vendors/run-connection-test.js';
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

    function test(apiKey = 'good'): Promise<Tested> {
      return runConnectionTest(definition, vendorSession({ definition, baseUrl: simulator.url, credentials: { apiKey }, config: { baseUrl: simulator.url } }));
    }

    it('passes the key and a sample', async () => {
      const tested = await test();
      expectPassed(tested, ['authentication', sample]);
      expect(tested.steps[1]?.detail).to.match(/can be read\.$/);
    });

    it('passes when there is nothing to read, and says so', async () => {
      simulator.control.script([]);
      const tested = await test();
      expectPassed(tested, ['authentication', sample]);
      expect(tested.steps[1]?.detail).to.contain(nothing);
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

    it('speaks of the vendor in whole sentences', async () => {
      simulator.faults.set({ kind: 'server-error' });
      expect((await test()).error?.message, 'a capital in the middle').to.match(/; if it lasts, /).and.not.to.match(/[a-z,] The /);
    });

    const testWith = async (fault: Fault): Promise<Tested> => {
      simulator.faults.set(fault);
      const tested = await test();
      expect(tested.steps, 'whether the key is accepted is not known').to.have.length(1);
      return tested;
    };

    itAdvises(sample, [
      [{ kind: 'html' }, 'malformed', advice.address],
      [{ kind: 'server-error', status: 404 }, 'rejected', advice.address],
      [{ kind: 'redirect' }, 'rejected', advice.address],
      [{ kind: 'server-error' }, 'unavailable', 'out of order'],
      [{ kind: 'rate-limited' }, 'rate-limited', 'limits this key'],
      [{ kind: 'hang' }, 'timeout', 'in time'],
    ], testWith);
  });
}
