import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startHereFuelSimulator } from '../../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import { hereDialect } from './here-fuel-dialect.js';

describeFuelSource('HERE on its simulator', onSimulator(hereDialect, () => startHereFuelSimulator()));
