import type { WeatherSource } from '../../../../src/application/fleet-data/ports/weather-source.js';
import type { WeatherAccount, WeatherSources } from '../../../../src/application/fleet-data/ports/weather-sources.js';
import type { Coordinates } from '../../../../src/domain/fleet-data/coordinates.js';
import type { WeatherObservation } from '../../../../src/domain/fleet-data/weather.js';
import { toIntegrationId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { ScriptedVendors } from './scripted-vendors.js';

/** Weather accounts, the same for every tenant, whose answers a test writes down. */
export class ScriptedWeatherSources extends ScriptedVendors<Coordinates, WeatherObservation> implements WeatherSources {
  accounts: readonly WeatherAccount[] = [];

  connect(...names: readonly string[]): void {
    this.accounts = names.map((name) => ({ integrationId: toIntegrationId(name), displayName: name, dataSource: `${name}_weather` }));
  }

  list(_tenantId: TenantId): Promise<readonly WeatherAccount[]> {
    return Promise.resolve(this.accounts);
  }

  open(_tenantId: TenantId, integrationId: IntegrationId): Promise<WeatherSource> {
    return Promise.resolve({ current: (place) => this.ask(integrationId, place) });
  }
}
