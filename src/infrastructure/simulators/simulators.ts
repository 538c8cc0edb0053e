import { startSamsaraSimulator } from './samsara/samsara-simulator.js';
import type { SamsaraSimulator, SamsaraSimulatorOptions } from './samsara/samsara-simulator.js';
import type { RunningSimulator, SimulatorOptions } from './simulator-server.js';
import { SIMULATIONS } from './simulations.js';
import type { Simulation } from './simulations.js';

/** Where a simulated vendor listens, and what leads there: a setting, or the config of an integration. */
export interface SimulatedAddress {
  readonly vendor: string;
  /** As the setting or the config field `baseUrl` has it. */
  readonly url: string;
  readonly setting: string | undefined;
}

export interface RunningSimulators {
  readonly samsara: SamsaraSimulator;
  readonly addresses: readonly SimulatedAddress[];
  /** The given base URLs, and those of simulated vendors that have none. */
  readonly baseUrls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const SAMSARA_PORT = 8101;
const SAMSARA: SamsaraSimulatorOptions = { seed: 1, drivers: 60 };

/** The simulated fleet alone, on any free port: enough for `MOCK_SAMSARA`. */
export async function startSimulatedFleet(baseUrls: Readonly<Record<string, string>>): Promise<RunningSimulators> {
  const samsara = await startSamsaraSimulator(SAMSARA);
  const setting = 'MOCK_SAMSARA_API_URL';
  const addresses = [{ vendor: 'MOCK_SAMSARA', url: samsara.url, setting }];
  return { samsara, addresses, baseUrls: { [setting]: samsara.url, ...baseUrls }, stop: () => samsara.stop() };
}

/**
 * Starts every simulated vendor on loopback, each on its usual port where that is free, so that an address somebody saved
 * still leads to it after the next start. The same seed gives the same world in every process.
 */
export async function startSimulators(baseUrls: Readonly<Record<string, string>>): Promise<RunningSimulators> {
  const started: RunningSimulator[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((simulator) => simulator.stop()));
  };
  try {
    const samsara = await onUsualPort((options) => startSamsaraSimulator({ ...SAMSARA, ...options }), SAMSARA_PORT);
    started.push(samsara);
    const addresses: SimulatedAddress[] = ['MOCK_SAMSARA', 'SAMSARA_ELD'].map((vendor) => ({
      vendor,
      url: samsara.url,
      setting: vendor === 'MOCK_SAMSARA' ? 'MOCK_SAMSARA_API_URL' : 'SAMSARA_API_URL',
    }));
    for (const simulation of SIMULATIONS) {
      const simulator = await onUsualPort(simulation.start, simulation.port);
      started.push(simulator);
      addresses.push(addressOf(simulation, simulator.url));
    }
    const simulated = addresses.flatMap(({ setting, url }): [string, string][] => (setting === undefined ? [] : [[setting, url]]));
    return { samsara, addresses, baseUrls: { ...Object.fromEntries(simulated), ...baseUrls }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf({ vendor, setting }: Simulation, url: string): SimulatedAddress {
  return { vendor, url: url + (setting?.path ?? ''), setting: setting?.name };
}

async function onUsualPort<Simulator>(start: (options: SimulatorOptions) => Promise<Simulator>, port: number): Promise<Simulator> {
  try {
    return await start({ port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return start({});
  }
}
