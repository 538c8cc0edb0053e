import { expect } from 'chai';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { KnexCredentialStore } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { RegistryFuelSources } from '../../../src/infrastructure/vendors/registry-fuel-sources.js';
import { RegistryLoadSources } from '../../../src/infrastructure/vendors/registry-load-sources.js';
import { RegistryWeatherSources } from '../../../src/infrastructure/vendors/registry-weather-sources.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { rejectionOf } from '../../support/rejection.js';
import { accountsOn, cipherWith } from '../accounts-on.js';
import { useFleetDatabase } from './fleet-on-database.js';
import type { FleetOnDatabase } from './fleet-on-database.js';

const KEYS = { apiKey: new Secret('a-key'), apiSecret: new Secret('a-secret') };
const FUEL = { integrationType: 'FUEL_PRICE' } as const;

describe('Sources of loads, fuel and weather in the vendor registry', () => {
  const { open } = useFleetDatabase();
  let fleet: FleetOnDatabase;
  let tenantId: TenantId;

  beforeEach(async () => {
    fleet = await open();
    tenantId = await fleet.given.tenant();
  });

  const connect = (id: IntegrationId, keyId = 'k1'): Promise<void> => new KnexCredentialStore(fleet.database, cipherWith(keyId)).save(tenantId, id, KEYS);

  it('fuel: HERE, Fuel Finder, GasBuddy, whatever was connected first, and averages last', async () => {
    for (const vendor of ['EIA_FUEL', 'GASBUDDY_FUEL', 'HERE_FUEL', 'FUELFINDER_FUEL']) await fleet.given.integration(tenantId, { ...FUEL, vendor });
    const accounts = await new RegistryFuelSources(await accountsOn(fleet)).list(tenantId);
    expect(accounts.map(({ dataSource, priceKind }) => [dataSource, priceKind])).to.deep.equal([
      ['here_fuel', 'station'], ['fuelfinder_fuel', 'station'], ['gasbuddy_fuel', 'station'], ['eia_fuel', 'regional_average'],
    ]);
    expect(accounts.map(({ displayName }) => displayName)).to.deep.equal(['HERE Fuel Prices', 'Fuel Finder', 'GasBuddy', 'EIA diesel averages']);
  });

  it('lists what is enabled, of this type and this tenant, and of vendors that are still there', async () => {
    const here = await fleet.given.integration(tenantId, { ...FUEL, vendor: 'HERE_FUEL' });
    await fleet.given.integration(tenantId, { ...FUEL, vendor: 'EIA_FUEL', enabled: false });
    await fleet.given.integration(tenantId, { ...FUEL, vendor: 'NO_SUCH_FUEL' });
    await fleet.given.deleteIntegration(tenantId, await fleet.given.integration(tenantId, { ...FUEL, vendor: 'GASBUDDY_FUEL' }));
    await fleet.given.integration(await fleet.given.tenant(), { ...FUEL, vendor: 'FUELFINDER_FUEL' });
    const weather = await fleet.given.integration(tenantId, { integrationType: 'WEATHER', vendor: 'OPENWEATHER' });
    const tms = await fleet.given.integration(tenantId, { integrationType: 'TMS', vendor: 'TRUCKBASE_TMS', syncIntervalSeconds: 90 });
    const accounts = await accountsOn(fleet);
    expect((await new RegistryFuelSources(accounts).list(tenantId)).map(({ integrationId }) => integrationId)).to.deep.equal([here]);
    expect(await new RegistryWeatherSources(accounts).list(tenantId)).to.deep.equal([{ integrationId: weather, displayName: 'OpenWeather', dataSource: 'openweather' }]);
    expect(await new RegistryLoadSources(accounts).list(tenantId)).to.deep.equal([{ integrationId: tms, displayName: 'Truckbase', syncIntervalSeconds: 90 }]);
  });

  it('opens what can be asked: methods of the port, and the source by name', async () => {
    const [here, weather, tms] = [
      await fleet.given.integration(tenantId, { ...FUEL, vendor: 'HERE_FUEL' }),
      await fleet.given.integration(tenantId, { integrationType: 'WEATHER', vendor: 'OPENWEATHER' }),
      await fleet.given.integration(tenantId, { integrationType: 'TMS', vendor: 'TRUCKBASE_TMS' }),
    ];
    for (const id of [here, weather, tms]) await connect(id);
    const accounts = await accountsOn(fleet);
    expect(await new RegistryFuelSources(accounts).open(tenantId, here)).to.respondTo('near');
    expect(await new RegistryWeatherSources(accounts).open(tenantId, weather)).to.respondTo('current');
    const { source, dataSource } = await new RegistryLoadSources(accounts).open(tenantId, tms, 'user');
    expect(source).to.respondTo('activeLoads');
    expect(dataSource).to.equal('truckbase_tms');
  });

  it('throws VendorError for what cannot be asked, and a fault of ours for a vendor of another kind', async () => {
    const here = await fleet.given.integration(tenantId, { ...FUEL, vendor: 'HERE_FUEL' });
    const [fuel, weather] = [new RegistryFuelSources(await accountsOn(fleet)), new RegistryWeatherSources(await accountsOn(fleet))];
    await connect(here, 'k0');
    await expectVendorError('credentials', () => fuel.open(tenantId, here));
    await connect(here);
    expect(String(await rejectionOf(weather.open(tenantId, here)))).to.contain('HERE_FUEL serves no weather');
    const other = await fleet.given.tenant();
    await expectVendorError('rejected', () => fuel.open(other, here));
    await fleet.given.deleteIntegration(tenantId, here);
    await expectVendorError('rejected', () => fuel.open(tenantId, here));
  });
});
