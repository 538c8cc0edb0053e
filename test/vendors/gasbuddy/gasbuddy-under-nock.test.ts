import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { underNock } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import { gasBuddyDialect } from './gasbuddy-dialect.js';

describeFuelSource('GasBuddy under nock', underNock({
  ...gasBuddyDialect,
  host: 'https://fuel.example.com',
  path: '/stations',
  refusal: 403,
  config: { baseUrl: 'https://fuel.example.com' },
  answer: (data) => ({ data }),
}));
