import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenDriver, GivenFailure, GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import type { ScriptedDriver } from '../../../src/infrastructure/simulators/samsara/scripted-fleet.js';
import { startSamsaraSimulator, type SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { clocksRow, driverRow } from './samsara-rows.js';
import { samsaraSession } from './samsara-session.js';

const FAULTS: Readonly<Record<GivenFailure['kind'], Fault>> = {
  credentials: { kind: 'unauthorized' },
  'rate-limited': { kind: 'rate-limited' },
  unavailable: { kind: 'server-error', status: 503 },
  timeout: { kind: 'hang' },
  rejected: { kind: 'redirect' },
  malformed: { kind: 'garbage' },
};

/** The adapter against the simulator, over real sockets. */
const harness: HosSourceHarness = {
  states: { violations: true },
  overRealSockets: true,
  async open(): Promise<OpenHosSource> {
    const simulator = await startSamsaraSimulator({ drivers: 0 });
    return {
      source: new SamsaraHosSource(samsaraSession({ baseUrl: simulator.url })),
      given: async (state) => stage(simulator, state),
      close: () => simulator.stop(),
    };
  },
};

function stage({ fleet, faults }: SamsaraSimulator, { drivers, failure, pageSize, unreadableRows = 0 }: GivenVendor): void {
  const unreadable: ScriptedDriver[] = Array.from({ length: unreadableRows }, () => ({ id: '', driver: {}, clocks: {} }));
  fleet.script([...unreadable, ...drivers.map(scripted)], pageSize);
  faults.clear();
  if (failure === undefined) return;
  const { kind, onPage = 1, retryAfter } = failure;
  faults.set({ ...FAULTS[kind], skip: onPage - 1, ...(retryAfter !== undefined && { retryAfter }) });
}

function scripted(driver: GivenDriver): ScriptedDriver {
  const id = driver.externalDriverId;
  if (driver.inRoster === false) return { id, clocks: clocksRow(driver) };
  return { id, driver: driverRow(driver), clocks: clocksRow(driver) };
}

describeHosSource('Samsara on its simulator', harness);
