import { roundedPlace } from '../../domain/fleet-data/coordinates.js';
import type { Coordinates } from '../../domain/fleet-data/coordinates.js';
import { WeatherIntegrationMissingError, WeatherUnavailableError } from '../../domain/fleet-data/errors.js';
import type { WeatherObservation } from '../../domain/fleet-data/weather.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { CachedValue, ReadThroughCache } from '../shared/read-through-cache.js';
import type { Timer } from '../shared/timer.js';
import { askInOrder } from './ask-in-order.js';
import { PATIENCE_MS } from './patience.js';
import type { WeatherAccount, WeatherSources } from './ports/weather-sources.js';
import type { RecordedFetch } from './recorded-fetch.js';
import { reasonsOf } from './vendor-reasons.js';
import type { VendorAnswer } from './vendor-round.js';

const TTL_SECONDS = 10 * 60;

/** The weather at the place asked about, which the vendor was asked about to 0.01°. */
export interface WeatherReport extends VendorAnswer<WeatherAccount, WeatherObservation> {
  readonly place: Coordinates;
}

/** Current weather at places, cached for 10 minutes per place of the 0.01° grid. */
export class PlaceWeather {
  constructor(
    private readonly sources: WeatherSources,
    private readonly cache: ReadThroughCache<WeatherObservation>,
    private readonly fetches: RecordedFetch,
    private readonly timer: Timer,
  ) {}

  /** Who is to be asked, in order. Throws `WeatherIntegrationMissingError`. */
  async accounts(tenantId: TenantId): Promise<readonly WeatherAccount[]> {
    const accounts = await this.sources.list(tenantId);
    if (accounts.length === 0) throw new WeatherIntegrationMissingError();
    return accounts;
  }

  /** Answers in 10 s. Throws `WeatherUnavailableError` when nobody has answered by then. */
  async at(tenantId: TenantId, accounts: readonly WeatherAccount[], place: Coordinates): Promise<WeatherReport> {
    const read = (account: WeatherAccount): Promise<CachedValue<WeatherObservation>> => this.read(tenantId, account, place);
    const question = { accounts, read, useful: () => true, shareMs: PATIENCE_MS / accounts.length };
    const { answer, errors } = await askInOrder(question, this.timer);
    if (answer !== undefined) return { ...answer, place };
    const { reason, retryAfterMs } = reasonsOf(errors);
    throw new WeatherUnavailableError(reason, retryAfterMs);
  }

  private read(tenantId: TenantId, { integrationId }: WeatherAccount, asked: Coordinates): Promise<CachedValue<WeatherObservation>> {
    const place = roundedPlace(asked);
    const fetch = async (): Promise<WeatherObservation> => {
      const source = await this.sources.open(tenantId, integrationId);
      return source.current(place);
    };
    return this.cache.read({
      key: [tenantId, integrationId, place.latitude, place.longitude].join(' '),
      ttlSeconds: TTL_SECONDS,
      fetch: () => this.fetches.run({ tenantId, integrationId }, fetch),
    });
  }
}
