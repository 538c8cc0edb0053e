import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { WeatherSource } from './weather-source.js';

/** An enabled weather integration. */
export interface WeatherAccount {
  readonly integrationId: IntegrationId;
  /** The vendor's name for people: `OpenWeather`. */
  readonly displayName: string;
  /** How answers name this vendor as their source: `openweather`. */
  readonly dataSource: string;
}

export interface WeatherSources {
  /** The tenant's enabled weather integrations, oldest first. */
  list(tenantId: TenantId): Promise<readonly WeatherAccount[]>;
  /** Throws `VendorError` when the vendor cannot be asked: credentials unreadable, integration disabled or deleted. */
  open(tenantId: TenantId, integrationId: IntegrationId): Promise<WeatherSource>;
}
