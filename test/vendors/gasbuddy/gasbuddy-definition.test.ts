import { expect } from 'chai';
import { describeFuelConnection } from '../../contracts/fleet-data/fuel-source-connection.js';
import { startGasBuddySimulator } from '../../../src/infrastructure/simulators/gasbuddy/gasbuddy-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/gasbuddy/definition.js';

describeFuelConnection('the GasBuddy feed', {
  definition,
  start: () => startGasBuddySimulator(),
  sample: 'stations',
  advice: { unknownKey: 'does not accept this API key', forbiddenKey: 'to open the station feed', address: 'address of the station feed' },
  nothing: 'none near Phoenix',
});

describe('GasBuddy definition', () => {
  it('is asked third, at the address the customer gives', () => {
    expect(definition.fuelSource).to.include({ preference: 3, priceKind: 'station' });
    expect(definition.baseUrl).to.deep.equal({ configField: 'baseUrl' });
    const { credentialFields, configFields } = definition.description;
    expect(credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['apiKey', 'password', true]]);
    expect(configFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['baseUrl', 'url', true]]);
  });

  it('says that GasBuddy has no public API', () => {
    expect(definition.description).to.include({ id: 'GASBUDDY_FUEL', integrationType: 'FUEL_PRICE', contract: 'assumed', simulated: false });
    expect(definition.description.description).to.contain('GasBuddy has no public API').and.to.contain('address you give');
  });
});
