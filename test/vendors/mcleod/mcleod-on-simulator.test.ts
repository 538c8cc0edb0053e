import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenFailure, GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import type { McleodRecord } from '../../../src/infrastructure/simulators/mcleod/mcleod-freight.js';
import { startMcleodSimulator, type McleodSimulator } from '../../../src/infrastructure/simulators/mcleod/mcleod-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { CODES, driverRow, orderRow } from './mcleod-rows.js';
import { mcleodSession } from './mcleod-session.js';

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
  faults.clear();
  if (failure === undefined) return;
  const { kind, onPage = 1, retryAfter } = failure;
  faults.set({ ...FAULTS[kind], skip: onPage - 1, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

describeLoadSource('McLeod on its simulator', harness);
