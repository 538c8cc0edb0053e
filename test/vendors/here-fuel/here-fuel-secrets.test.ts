import { describeFuelKey } from '../../contracts/fleet-data/fuel-source-secrets.js';
import { definition } from '../../../src/infrastructure/vendors/here-fuel/definition.js';

describeFuelKey('HERE', definition);
