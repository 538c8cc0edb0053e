import type { FuelSimulatorControl } from '../../../src/infrastructure/simulators/fuel-market/row-control.js';
import type { RunningSimulator } from '../../../src/infrastructure/simulators/simulator-server.js';
import { failAs } from '../../vendors/failing-simulator.js';
import { vendorSession } from '../../vendors/vendor-session.js';
import type { FuelSourceHarness, GivenFuel, OpenFuelSource } from './fuel-source-harness.js';
import { rowsOf, type FuelDialect } from './fuel-source-under-nock.js';

type FuelSimulator = RunningSimulator & FuelSimulatorControl;

/** The adapter against the vendor's simulator, over real sockets. */
export function onSimulator(dialect: FuelDialect, start: () => Promise<FuelSimulator>): FuelSourceHarness {
  return {
    traits: dialect.traits,
    overRealSockets: true,
    async open(): Promise<OpenFuelSource> {
      const simulator = await start();
      const session = vendorSession({ definition: dialect.definition, baseUrl: simulator.url, credentials: { apiKey: 'test-key' }, config: { baseUrl: simulator.url } });
      const source = dialect.definition.fuelSource?.open(session);
      if (source === undefined) throw new Error(`${dialect.definition.description.id} serves no fuel prices.`);
      let before = 0;
      return {
        source,
        given: async (state) => {
          stage(simulator, dialect, state);
          before = arrivedAt(simulator);
        },
        requests: () => arrivedAt(simulator) - before,
        close: () => simulator.stop(),
      };
    },
  };
}

function stage({ control, faults }: FuelSimulator, dialect: FuelDialect, state: GivenFuel): void {
  const { pageSize, circles = false, failure } = state;
  control.script(rowsOf(dialect, state), { circles, ...(pageSize === undefined ? {} : { pageSize }) });
  failAs(faults, failure);
}

function arrivedAt(simulator: RunningSimulator): number {
  return Object.values(simulator.stats()).reduce((sum, count) => sum + count, 0);
}
