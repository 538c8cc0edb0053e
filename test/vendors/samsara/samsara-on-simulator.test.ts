import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenDriver, GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import type { ScriptedDriver } from '../../../src/infrastructure/simulators/samsara/scripted-fleet.js';
import { startSamsaraSimulator, type SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { failAs } from '../failing-simulator.js';
import { clocksRow, driverRow } from './samsara-rows.js';
import { samsaraSession } from './samsara-session.js';

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
  failAs(faults, failure);
}

function scripted(driver: GivenDriver): ScriptedDriver {
  const id = driver.externalDriverId;
  if (driver.inRoster === false) return { id, clocks: clocksRow(driver) };
  return { id, driver: driverRow(driver), clocks: clocksRow(driver) };
}

describeHosSource('Samsara on its simulator', harness);
