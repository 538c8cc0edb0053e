import type { WeatherSource } from '../../../src/application/fleet-data/ports/weather-source.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import type { WeatherAlert, WeatherCondition } from '../../../src/domain/fleet-data/weather.js';
import type { GivenFailure } from '../given-failure.js';

/** The weather in our words and units; the harness says it in the vendor's. A part left out is one the vendor does not send. */
export interface GivenWeather {
  /** Where the vendor says it was observed. */
  readonly place?: Coordinates;
  readonly city?: string;
  /** A place the vendor has no entry for. */
  readonly unlisted?: boolean;
  readonly observedAt?: Date;
  readonly temperatureF?: number;
  readonly feelsLikeF?: number;
  readonly conditions?: readonly WeatherCondition[];
  readonly windSpeedMph?: number;
  readonly windGustMph?: number;
  readonly windDirectionDegrees?: number;
  readonly visibilityMiles?: number;
  readonly humidityPercent?: number;
  readonly rainInchesPerHour?: number;
  readonly snowInchesPerHour?: number;
  /** Default: none are in force. */
  readonly alerts?: readonly WeatherAlert[];
}

/** Answers that are not what the vendor documents, but come with 2xx. */
export type OddAnswer =
  | 'nothing but a time'
  | 'a list'
  | 'null'
  | 'numbers as texts'
  | 'numbers that cannot be'
  | 'blocks that are null'
  | 'conditions that are none'
  | 'an error inside a success';

export const ODD_ANSWERS: readonly OddAnswer[] = [
  'nothing but a time', 'a list', 'null', 'numbers as texts', 'numbers that cannot be', 'blocks that are null', 'conditions that are none', 'an error inside a success',
];

export interface GivenWeatherVendor {
  readonly weather: GivenWeather;
  /** Replaces what `weather` would say. */
  readonly odd?: OddAnswer;
  readonly failure?: Omit<GivenFailure, 'onPage'>;
  /** Only alerts cannot be had. */
  readonly alertsFail?: boolean;
}

export interface OpenWeatherSource {
  readonly source: WeatherSource;
  /** The same account without alerts. */
  readonly withoutAlerts: WeatherSource;
  given(state: GivenWeatherVendor): Promise<void>;
  /** Requests that reached the vendor since the last `given`. */
  requests(): { readonly weather: number; readonly alerts: number };
  close(): Promise<void>;
}

/** Brings up a source that reads alerts, and the vendor behind it. Its client answers failures at once: one attempt, short deadlines. */
export interface WeatherSourceHarness {
  /** True when the vendor is behind real sockets, so that nock must be out of the way. */
  readonly overRealSockets: boolean;
  open(): Promise<OpenWeatherSource>;
}
