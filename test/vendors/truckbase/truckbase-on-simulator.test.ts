import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import type { ScriptedLoad } from '../../../src/infrastructure/simulators/truckbase/truckbase-freight.js';
import { startTruckbaseSimulator, type TruckbaseSimulator } from '../../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { failAs } from '../failing-simulator.js';
import { isListed, truckbaseRow } from './truckbase-rows.js';
import { truckbaseSession } from './truckbase-session.js';

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
  failAs(faults, failure);
}

describeLoadSource('Truckbase on its simulator', harness);
