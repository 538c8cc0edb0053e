import { startEiaSimulator } from './eia/eia-simulator.js';
import { startFuelFinderSimulator } from './fuelfinder/fuelfinder-simulator.js';
import { startGasBuddySimulator } from './gasbuddy/gasbuddy-simulator.js';
import { startHereFuelSimulator } from './here-fuel/here-fuel-simulator.js';
import { startMcleodSimulator } from './mcleod/mcleod-simulator.js';
import { startMotiveSimulator } from './motive/motive-simulator.js';
import { startOpenWeatherSimulator } from './openweather/openweather-simulator.js';
import { startPemsSimulator } from './pems/pems-simulator.js';
import type { RunningSimulator, SimulatorOptions } from './simulator-server.js';
import { startTruckbaseSimulator } from './truckbase/truckbase-simulator.js';

/** A simulated vendor: where it listens, and what leads to it. */
export interface Simulation {
  /** The vendor's registry id. */
  readonly vendor: string;
  /** Its usual port on loopback; any free one when that is taken. */
  readonly port: number;
  /** The setting that holds its address, and the path that the setting adds to it; undefined where the integration's config has the address. */
  readonly setting?: { readonly name: string; readonly path: string };
  readonly start: (options: SimulatorOptions) => Promise<RunningSimulator>;
}

/** Every simulated vendor beside Samsara, whose fleet has a handle of its own. Each has a seed, always the same one here. */
export const SIMULATIONS: readonly Simulation[] = [
  { vendor: 'MOTIVE_ELD', port: 8102, setting: { name: 'MOTIVE_API_URL', path: '' }, start: startMotiveSimulator },
  { vendor: 'TRUCKBASE_TMS', port: 8103, setting: { name: 'TRUCKBASE_API_URL', path: '' }, start: startTruckbaseSimulator },
  { vendor: 'MCLEOD_TMS', port: 8104, start: startMcleodSimulator },
  { vendor: 'HERE_FUEL', port: 8105, setting: { name: 'HERE_FUEL_API_URL', path: '' }, start: startHereFuelSimulator },
  { vendor: 'FUELFINDER_FUEL', port: 8106, setting: { name: 'FUELFINDER_API_URL', path: '' }, start: startFuelFinderSimulator },
  { vendor: 'GASBUDDY_FUEL', port: 8107, start: startGasBuddySimulator },
  { vendor: 'EIA_FUEL', port: 8108, setting: { name: 'EIA_API_URL', path: '' }, start: startEiaSimulator },
  { vendor: 'OPENWEATHER', port: 8109, setting: { name: 'OPENWEATHER_API_URL', path: '/data/2.5' }, start: startOpenWeatherSimulator },
  { vendor: 'PEMS_EAM', port: 8110, start: startPemsSimulator },
];
