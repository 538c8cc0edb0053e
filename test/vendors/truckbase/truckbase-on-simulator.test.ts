import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenFailure, GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import type { ScriptedLoad } from '../../../src/infrastructure/simulators/truckbase/truckbase-freight.js';
import { startTruckbaseSimulator, type TruckbaseSimulator } from '../../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { isListed, truckbaseRow } from './truckbase-rows.js';
import { truckbaseSession } from './truckbase-session.js';

const FAULTS: Readonly<Record<GivenFailure['kind'], Fault>> = {
  credentials: { kind: 'unauthorized' },
  'rate-limited': { kind: 'rate-limited' },
  unavailable: { kind: 'server-error', status: 503 },
  timeout: { kind: 'hang' },
  rejected: { kind: 'redirect' },
  malformed: { kind: 'garbage' },
};

/** The adapter against the simulator, over real sockets. */
const harness: LoadSourceHarness = {
  lists: { pages: false, drivers: false, unplacedLoads: true },
  overRealSockets: true,
  async open(): Promise<OpenLoadSource> {
    const simulator = await startTruckbaseSimulator({ loads: 0, list: 'data' });
    return {
      source: new TruckbaseLoadSource(truckbaseSession(simulator.url)),
      given: async (state) => stage(simulator, state),
      close: () => simulator.stop(),
    };
  },
};

function stage({ control, faults }: TruckbaseSimulator, { loads, oddRows = [], body, failure }: GivenTms): void {
  const odd = oddRows.map((row): ScriptedLoad => ({ row }));
  control.script([...odd, ...loads.map((load) => ({ id: load.externalLoadId, row: truckbaseRow(load), active: isListed(load) }))]);
  if (body !== undefined) control.say(body.json);
  faults.clear();
  if (failure === undefined) return;
  const { kind, onPage = 1, retryAfter } = failure;
  faults.set({ ...FAULTS[kind], skip: onPage - 1, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

describeLoadSource('Truckbase on its simulator', harness);
