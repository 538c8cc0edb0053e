import type { GivenWeather } from './weather-source-harness.js';

export const PLACE = { latitude: 41.5868, longitude: -93.625 };

/** A calm, clear day at Des Moines, observed a minute ago, but for what is said otherwise. */
export function fairWeather(more: Partial<GivenWeather> = {}): GivenWeather {
  return {
    place: { latitude: 41.59, longitude: -93.62 },
    city: 'Des Moines',
    observedAt: secondsAgo(60),
    temperatureF: 61.5,
    feelsLikeF: 60.25,
    conditions: [{ code: 800, text: 'clear sky' }],
    windSpeedMph: 5.25,
    windGustMph: 8.5,
    windDirectionDegrees: 210,
    visibilityMiles: 6,
    humidityPercent: 52,
    ...more,
  };
}

/** Whole seconds, which is what every vendor can say. */
export function secondsAgo(seconds: number): Date {
  return new Date(Math.floor(Date.now() / 1000 - seconds) * 1000);
}
