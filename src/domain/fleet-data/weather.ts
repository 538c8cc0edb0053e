import type { Coordinates } from './coordinates.js';

/** One condition of a place's weather, for example `501` / `moderate rain`. */
export interface WeatherCondition {
  /** OpenWeather's condition code (openweathermap.org/weather-conditions); undefined when it sends none. */
  readonly code: number | undefined;
  readonly text: string;
}

/** A warning of a weather service. */
export interface WeatherAlert {
  readonly event: string;
  readonly sender: string | undefined;
  readonly startsAt: Date | undefined;
  readonly endsAt: Date | undefined;
  readonly text: string;
}

/** The weather at a place at one moment. Undefined is what the vendor does not say; only precipitation is 0 when absent. */
export interface WeatherObservation {
  /** Where the vendor says it was observed. */
  readonly place: Coordinates;
  readonly city: string | undefined;
  readonly observedAt: Date;
  readonly temperatureF: number | undefined;
  readonly feelsLikeF: number | undefined;
  /** The primary one first. */
  readonly conditions: readonly WeatherCondition[];
  readonly windSpeedMph: number | undefined;
  readonly windGustMph: number | undefined;
  /** Degrees the wind comes from: 0 is north, 90 east. */
  readonly windDirectionDegrees: number | undefined;
  /** The vendor stops at 10 km: that value means "at least". */
  readonly visibilityMiles: number | undefined;
  readonly humidityPercent: number | undefined;
  /** Inches per hour (of water). */
  readonly rainInchesPerHour: number;
  readonly snowInchesPerHour: number;
  /** Undefined when alerts are not asked for; `unavailable` when they are and could not be had, which is not the same as none. */
  readonly alerts: readonly WeatherAlert[] | 'unavailable' | undefined;
}

export type WeatherWarningSeverity = 'INFO' | 'WARNING' | 'SEVERE';

/** A hazard a driver should know of. */
export interface WeatherWarning {
  /** `alert` is the word of a weather service; every other kind was judged from the observation. */
  readonly kind: 'tornado' | 'ice' | 'snow' | 'visibility' | 'wind' | 'squall' | 'thunderstorm' | 'rain' | 'heat' | 'cold' | 'alert';
  readonly severity: WeatherWarningSeverity;
  /** For people, in English or in the words of the weather service. */
  readonly text: string;
}
