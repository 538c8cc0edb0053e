import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startFuelFinderSimulator } from '../../../src/infrastructure/simulators/fuelfinder/fuelfinder-simulator.js';
import { fuelFinderDialect } from './fuelfinder-dialect.js';

describeFuelSource('Fuel Finder on its simulator', onSimulator(fuelFinderDialect, () => startFuelFinderSimulator()));
