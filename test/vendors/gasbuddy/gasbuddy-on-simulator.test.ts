import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startGasBuddySimulator } from '../../../src/infrastructure/simulators/gasbuddy/gasbuddy-simulator.js';
import { gasBuddyDialect } from './gasbuddy-dialect.js';

describeFuelSource('GasBuddy on its simulator', onSimulator(gasBuddyDialect, () => startGasBuddySimulator()));
