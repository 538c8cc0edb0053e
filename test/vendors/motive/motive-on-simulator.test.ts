import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenDriver, GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import { startMotiveSimulator, type MotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import type { ScriptedUser } from '../../../src/infrastructure/simulators/motive/scripted-motive-fleet.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { failAs, type FaultOfKind } from '../failing-simulator.js';
import { availableTimeRow, userRow } from './motive-rows.js';
import { motiveSession } from './motive-session.js';

/** Other ways to fail than those of the other simulators. */
const FAULTS: FaultOfKind = {
  credentials: { kind: 'unauthorized' },
  'rate-limited': { kind: 'rate-limited' },
  unavailable: { kind: 'reset' },
  timeout: { kind: 'hang' },
  rejected: { kind: 'server-error', status: 404 },
  malformed: { kind: 'html' },
};

/** The adapter against the simulator, over real sockets. */
const harness: HosSourceHarness = {
  states: { violations: false },
  overRealSockets: true,
  async open(): Promise<OpenHosSource> {
    const simulator = await startMotiveSimulator({ drivers: 0 });
    return {
      source: new MotiveHosSource(motiveSession({ baseUrl: simulator.url })),
      given: async (state) => stage(simulator, state),
      close: () => simulator.stop(),
    };
  },
};

function stage({ fleet, faults }: MotiveSimulator, { drivers, failure, pageSize, unreadableRows = 0 }: GivenVendor): void {
  const unreadable: ScriptedUser[] = Array.from({ length: unreadableRows }, () => ({ id: '', user: {}, availableTime: {} }));
  fleet.script([...unreadable, ...drivers.map(scripted)], pageSize);
  failAs(faults, failure, FAULTS);
}

function scripted(driver: GivenDriver): ScriptedUser {
  const id = driver.externalDriverId;
  if (driver.inRoster === false) return { id, availableTime: availableTimeRow(driver) };
  return { id, user: userRow(driver), availableTime: availableTimeRow(driver) };
}

describeHosSource('Motive on its simulator', harness);
