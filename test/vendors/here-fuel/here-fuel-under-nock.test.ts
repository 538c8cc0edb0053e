import { describeFuelSource } from '../../contracts/fleet-data/fuel-source.contract.js';
import { underNock } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import { hereDialect } from './here-fuel-dialect.js';

describeFuelSource('HERE under nock', underNock({
  ...hereDialect,
  host: 'https://fuel.hereapi.com',
  path: '/stations',
  refusal: 401,
  answer: (rows, { offset, size, circles }) => {
    const start = circles ? 0 : offset;
    return { hasMore: circles || start + size < rows.length, fuelStations: { fuelStation: rows.slice(start, start + size) } };
  },
}));
