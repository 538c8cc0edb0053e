import type { WeatherObservation } from '../../../../src/domain/fleet-data/weather.js';

/** A clear day at 0, 0, unless told otherwise. */
export function someWeather(change: Partial<WeatherObservation> = {}): WeatherObservation {
  return {
    place: { latitude: 0, longitude: 0 },
    city: 'Somewhere',
    observedAt: new Date('2026-03-02T07:55:00Z'),
    temperatureF: 70,
    feelsLikeF: 69,
    conditions: [{ code: 800, text: 'clear sky' }],
    windSpeedMph: 5,
    windGustMph: undefined,
    windDirectionDegrees: 90,
    visibilityMiles: 6.21,
    humidityPercent: 20,
    rainInchesPerHour: 0,
    snowInchesPerHour: 0,
    alerts: undefined,
    ...change,
  };
}
