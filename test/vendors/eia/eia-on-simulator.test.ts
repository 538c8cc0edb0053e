import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { onSimulator } from '../../contracts/fleet-data/fuel-source-on-simulator.js';
import { startEiaSimulator } from '../../../src/infrastructure/simulators/eia/eia-simulator.js';
import { eiaDialect } from './eia-dialect.js';

describeFuelSource('EIA on its simulator', onSimulator(eiaDialect, () => startEiaSimulator()));
