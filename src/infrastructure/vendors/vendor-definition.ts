import type { HosSource } from '../../application/hours-of-service/ports/hos-source.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { Clock } from '../../application/shared/clock.js';
import type { Logger } from '../../application/shared/logger.js';
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

export interface VendorBaseUrl {
  /** Environment variable that overrides the default, for example `SAMSARA_API_URL`. */
  readonly setting: string;
  readonly default: string;
  /** Corrects a value we know to be wrong and says so. */
  readonly mend?: (url: string) => { readonly url: string; readonly warning?: string };
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
}
