import { describeFuelKey } from '../../contracts/fleet-data/fuel-source-secrets.js';
import { definition } from '../../../src/infrastructure/vendors/gasbuddy/definition.js';

describeFuelKey('GasBuddy', definition);
