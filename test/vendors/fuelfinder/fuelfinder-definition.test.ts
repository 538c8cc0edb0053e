import { expect } from 'chai';
import { describeFuelConnection } from '../../contracts/fleet-data/fuel-source-connection.js';
import { startFuelFinderSimulator } from '../../../src/infrastructure/simulators/fuelfinder/fuelfinder-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/fuelfinder/definition.js';

describeFuelConnection('Fuel Finder', {
  definition,
  start: () => startFuelFinderSimulator(),
  sample: 'stations',
  advice: { unknownKey: 'Copy it again', forbiddenKey: 'to open the station feed', address: 'FUELFINDER_API_URL' },
  nothing: 'none near Phoenix',
});

describe('Fuel Finder definition', () => {
  it('is asked second, for stations, with one secret key, and says that its contract is assumed', () => {
    expect(definition.fuelSource).to.include({ preference: 2, priceKind: 'station' });
    expect(definition.baseUrl).to.deep.equal({ setting: 'FUELFINDER_API_URL', default: 'https://api.fuelfinder.com/v1' });
    expect(definition.description).to.include({ id: 'FUELFINDER_FUEL', integrationType: 'FUEL_PRICE', contract: 'assumed', simulated: false });
    expect(definition.description.credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['apiKey', 'password', true]]);
  });
});
