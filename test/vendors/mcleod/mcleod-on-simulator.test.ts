import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import type { McleodRecord } from '../../../src/infrastructure/simulators/mcleod/mcleod-freight.js';
import { startMcleodSimulator, type McleodSimulator } from '../../../src/infrastructure/simulators/mcleod/mcleod-simulator.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { failAs } from '../failing-simulator.js';
import { CODES, driverRow, orderRow } from './mcleod-rows.js';
import { mcleodSession } from './mcleod-session.js';

/** The adapter against the simulator, over real sockets. */
const harness: LoadSourceHarness = {
  lists: { pages: true, drivers: true, unplacedLoads: false },
  overRealSockets: true,
  async open(): Promise<OpenLoadSource> {
    const simulator = await startMcleodSimulator({ loads: 0 });
    return {
      source: new McleodLoadSource(mcleodSession(simulator.url)),
      given: async (state) => stage(simulator, state),
      close: () => simulator.stop(),
    };
  },
};

function stage({ control, faults }: McleodSimulator, { loads, drivers = [], oddRows = [], pageSize, body, failure }: GivenTms): void {
  // Odd rows have no id, so a sort by id puts them first.
  const odd = oddRows.map((row): McleodRecord => ({ columns: { id: '', status: 'A', is_active: 'Y' }, row }));
  control.script({
    orders: [...odd, ...loads.map((load) => ({ columns: { id: load.externalLoadId, status: CODES[load.status] }, row: orderRow(load) }))],
    drivers: [...odd, ...drivers.map((driver) => ({ columns: { id: driver.externalDriverId }, row: driverRow(driver) }))],
    ...(pageSize === undefined ? {} : { maxRecords: pageSize }),
  });
  if (body !== undefined) control.say(body.json);
  failAs(faults, failure);
}

describeLoadSource('McLeod on its simulator', harness);
