import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { underNock } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import { fuelFinderDialect } from './fuelfinder-dialect.js';

describeFuelSource('Fuel Finder under nock', underNock({
  ...fuelFinderDialect,
  host: 'https://api.fuelfinder.com',
  path: '/stations',
  refusal: 401,
  answer: (stations) => ({ stations }),
}));
