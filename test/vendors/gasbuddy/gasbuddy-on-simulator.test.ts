import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startGasBuddySimulator } from '../../../src/infrastructure/simulators/gasbuddy/gasbuddy-simulator.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { gasBuddyDialect } from './gasbuddy-dialect.js';

describe('GasBuddy over real sockets', () => {
  onRealSockets();
  describeFuelSource('GasBuddy on its simulator', onSimulator(gasBuddyDialect, () => startGasBuddySimulator()));
});
