import { describeFuelKey } from '../../contracts/fleet-data/fuel-source-secrets.js';
import { definition } from '../../../src/infrastructure/vendors/eia/definition.js';

describeFuelKey('EIA', definition);
