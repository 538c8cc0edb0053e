import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { underNock } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import { eiaDialect } from './eia-dialect.js';

describeFuelSource('EIA under nock', underNock({
  ...eiaDialect,
  host: 'https://api.eia.gov',
  path: '/petroleum/pri/gnd/data/',
  refusal: 403,
  answer: (data) => ({ response: { total: String(data.length), data }, request: {}, apiVersion: '2.1.8' }),
}));
