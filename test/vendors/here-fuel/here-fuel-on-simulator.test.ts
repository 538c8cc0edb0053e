import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startHereFuelSimulator } from '../../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { hereDialect } from './here-fuel-dialect.js';

describe('HERE over real sockets', () => {
  onRealSockets();
  describeFuelSource('HERE on its simulator', onSimulator(hereDialect, () => startHereFuelSimulator()));
});
