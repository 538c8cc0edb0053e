import { describeFuelKey } from '../../contracts/fleet-data/fuel-source-secrets.js';
import { definition } from '../../../src/infrastructure/vendors/fuelfinder/definition.js';

describeFuelKey('Fuel Finder', definition);
