import type { FuelSource } from '../../application/fleet-data/ports/fuel-source.js';
import type { LoadSource } from '../../application/fleet-data/ports/load-source.js';
import type { WeatherSource } from '../../application/fleet-data/ports/weather-source.js';
import type { HosSource } from '../../application/hours-of-service/ports/hos-source.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { VendorWebhook } from '../../application/integrations/ports/vendor-webhook.js';
import type { Clock } from '../../application/shared/clock.js';
import type { Logger } from '../../application/shared/logger.js';
import type { FuelPriceKind } from '../../domain/fleet-data/fuel-offer.js';
import type { ConnectionTestStep } from '../../domain/integrations/connection-test.js';
import type { VendorRate } from '../../domain/integrations/vendor-rate.js';
import type { VendorDescription } from '../../domain/integrations/vendor-description.js';
import type { VendorHttp } from './http/vendor-http.js';
import type { GateStanding } from './integration-gate.js';

/** Everything an adapter gets: a client bound to the vendor's base URL, the tenant's credentials, a clock. */
export interface VendorSession {
  readonly connection: VendorConnection;
  readonly http: VendorHttp;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the integration's circuit and rate limit have said to this session so far; none while unsaved credentials are tried. */
  readonly standing?: () => GateStanding | undefined;
}

/** Corrects an address we know to be wrong and says so. */
export type MendBaseUrl = (url: string) => { readonly url: string; readonly warning?: string };

/** Where the vendor is: at one address for everybody, or at the address each customer's config gives. */
export type VendorBaseUrl =
  | {
      /** Environment variable that overrides the default, for example `SAMSARA_API_URL`. */
      readonly setting: string;
      readonly default: string;
      readonly mend?: MendBaseUrl;
    }
  | {
      /** A required config field of type `url`. */
      readonly configField: string;
      readonly mend?: MendBaseUrl;
    };

export interface VendorFuelSource {
  /** Vendors with a lower number are asked first; averages come after all stations, whatever theirs is. */
  readonly preference: number;
  readonly priceKind: FuelPriceKind;
  readonly open: (session: VendorSession) => FuelSource;
}

/**
 * A vendor. Each folder below `src/infrastructure/vendors` that exports one as `definition` from `definition.ts`
 * is in the registry; nothing else has to change.
 */
export interface VendorDefinition {
  readonly description: VendorDescription;
  readonly baseUrl: VendorBaseUrl;
  /** The steps that need the vendor's own API: authentication, scope, a sample read. A failed step may be yielded before its `VendorError` is thrown. */
  readonly checkConnection: (session: VendorSession) => AsyncIterable<ConnectionTestStep>;
  /** How often one account may be asked; undefined when the vendor sets no limit and we need none. */
  readonly rate?: VendorRate;
  /** Present when the vendor serves hours of service. */
  readonly hosSource?: (session: VendorSession) => HosSource;
  /** Present when the vendor serves loads. */
  readonly loadSource?: (session: VendorSession) => LoadSource;
  /** Present when the vendor serves fuel prices. */
  readonly fuelSource?: VendorFuelSource;
  /** Present when the vendor serves weather. */
  readonly weatherSource?: (session: VendorSession) => WeatherSource;
  /** Present when the vendor pushes events; needs the credential field `webhookSecret`. */
  readonly webhook?: VendorWebhook;
}
