import type { Coordinates } from '../../domain/fleet-data/coordinates.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { PlaceWeather, WeatherReport } from './place-weather.js';

/** The current weather at a place. */
export class GetWeather {
  constructor(private readonly weather: PlaceWeather) {}

  /** Throws `WeatherIntegrationMissingError`, `WeatherUnavailableError`. */
  async execute(tenantId: TenantId, place: Coordinates): Promise<WeatherReport> {
    return this.weather.at(tenantId, await this.weather.accounts(tenantId), place);
  }
}
