import type { WeatherSource } from '../../application/fleet-data/ports/weather-source.js';
import type { WeatherAccount, WeatherSources } from '../../application/fleet-data/ports/weather-sources.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { dataSourceOf } from './vendor-accounts.js';
import type { VendorAccounts } from './vendor-accounts.js';

/** Weather sources of the vendors in the registry. */
export class RegistryWeatherSources implements WeatherSources {
  constructor(private readonly accounts: VendorAccounts) {}

  async list(tenantId: TenantId): Promise<readonly WeatherAccount[]> {
    const accounts = await this.accounts.list(tenantId, 'WEATHER');
    return accounts.map(({ integration: { id, vendor }, definition }) => ({
      integrationId: id,
      displayName: definition.description.displayName,
      dataSource: dataSourceOf(vendor),
    }));
  }

  async open(tenantId: TenantId, integrationId: IntegrationId): Promise<WeatherSource> {
    const { definition, session } = await this.accounts.open(tenantId, integrationId, 'user');
    if (definition.weatherSource === undefined) throw new Error(`${definition.description.id} serves no weather.`);
    return definition.weatherSource(session);
  }
}
