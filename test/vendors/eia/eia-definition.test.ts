import { expect } from 'chai';
import { describeFuelConnection } from '../../contracts/fleet-data/fuel-source-connection.js';
import { startEiaSimulator } from '../../../src/infrastructure/simulators/eia/eia-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/eia/definition.js';

const REGISTER = 'eia.gov/opendata/register.php';

describeFuelConnection('EIA', {
  definition,
  start: () => startEiaSimulator(),
  sample: 'averages',
  // EIA answers 403 for both.
  advice: { unknownKey: REGISTER, forbiddenKey: REGISTER, address: 'EIA_API_URL' },
  nothing: 'none of diesel',
});

describe('EIA definition', () => {
  it('has regional averages, labelled so, with one secret key', () => {
    expect(definition.fuelSource?.priceKind).to.equal('regional_average');
    expect(definition.baseUrl).to.deep.equal({ setting: 'EIA_API_URL', default: 'https://api.eia.gov/v2' });
    expect(definition.description).to.include({ id: 'EIA_FUEL', integrationType: 'FUEL_PRICE', contract: 'documented', simulated: false });
    expect(definition.description.description).to.contain('regional averages, never the price of a station');
    expect(definition.description.credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['apiKey', 'password', true]]);
  });
});
