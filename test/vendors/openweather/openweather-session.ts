import type { VendorHttpLimits } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import type { Logger } from '../../../src/application/shared/logger.js';
import { definition } from '../../../src/infrastructure/vendors/openweather/definition.js';
import { OpenWeatherSource } from '../../../src/infrastructure/vendors/openweather/openweather-source.js';
import type { VendorSession } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession } from '../vendor-session.js';

export interface TestSession {
  /** As an operator writes it. */
  readonly baseUrl: string;
  /** Default: a key with the subscription to One Call. */
  readonly apiKey?: string;
  readonly alerts?: boolean | string;
  readonly limits?: VendorHttpLimits;
  readonly logger?: Logger;
  readonly now?: () => Date;
}

/** A session as the composition root makes one, on the mended address. */
export function openWeatherSession({ baseUrl, apiKey = 'onecall-0123456789', alerts, ...more }: TestSession): VendorSession {
  const url = definition.baseUrl.mend?.(baseUrl).url ?? baseUrl;
  return vendorSession({ definition, baseUrl: url, credentials: { apiKey }, config: alerts === undefined ? {} : { alerts }, ...more });
}

export function openWeatherSource(session: TestSession): OpenWeatherSource {
  return new OpenWeatherSource(openWeatherSession(session));
}
