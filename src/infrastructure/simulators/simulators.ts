import { startSamsaraSimulator } from './samsara/samsara-simulator.js';
import type { SamsaraSimulator } from './samsara/samsara-simulator.js';

export interface RunningSimulators {
  readonly samsara: SamsaraSimulator;
  /** The given base URLs, and those of simulated vendors that have none. */
  readonly baseUrls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface SimulatorPorts {
  readonly samsara?: number;
}

/** Starts every simulated vendor on loopback. The same seed gives the same fleet in every process. */
export async function startSimulators(baseUrls: Readonly<Record<string, string>>, ports: SimulatorPorts = {}): Promise<RunningSimulators> {
  const samsara = await startSamsaraSimulator({ seed: 1, drivers: 60, ...(ports.samsara !== undefined && { port: ports.samsara }) });
  return {
    samsara,
    baseUrls: { MOCK_SAMSARA_API_URL: samsara.url, ...baseUrls },
    stop: () => samsara.stop(),
  };
}
