import { expect } from 'chai';
import { describeFuelConnection } from '../../contracts/fleet-data/fuel-source-connection.js';
import { startHereFuelSimulator } from '../../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/here-fuel/definition.js';

describeFuelConnection('HERE', {
  definition,
  start: () => startHereFuelSimulator(),
  sample: 'stations',
  advice: { unknownKey: 'create an API key', forbiddenKey: 'ask HERE to add it to the plan', address: 'HERE_FUEL_API_URL' },
  nothing: 'which regions your plan covers',
});

describe('HERE definition', () => {
  it('is asked first, for stations, with one secret key', () => {
    expect(definition.fuelSource).to.include({ preference: 1, priceKind: 'station' });
    expect(definition.baseUrl).to.deep.equal({ setting: 'HERE_FUEL_API_URL', default: 'https://fuel.hereapi.com/v3' });
    expect(definition.description).to.include({ id: 'HERE_FUEL', integrationType: 'FUEL_PRICE', contract: 'documented', simulated: false });
    expect(definition.description.credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['apiKey', 'password', true]]);
    expect(definition.description.configFields).to.deep.equal([]);
  });
});
