import { expect } from 'chai';
import { roadConditionsOf } from '../../../src/domain/fleet-data/road-conditions.js';
import { weatherAt, type LivingWeather } from '../../../src/infrastructure/simulators/openweather/living-weather.js';
import { weatherBody } from '../../../src/infrastructure/simulators/openweather/weather-body.js';
import { observationOf } from '../../../src/infrastructure/vendors/openweather/openweather-mapping.js';

const PLACES = [[39.1, -94.6], [41.9, -87.6], [45, -93.3], [29.8, -95.4], [46.9, -110.4], [34, -118.2], [33.4, -112.1], [43.1, -75.2]] as const;

interface Seen {
  readonly latitude: number;
  readonly longitude: number;
  readonly at: Date;
  readonly truth: LivingWeather;
}

/** Every place, every six hours of a month. */
function month(start: string, seed = 1): Seen[] {
  const hours = Array.from({ length: 4 * 28 }, (_, index) => new Date(Date.parse(start) + index * 6 * 3_600_000));
  return hours.flatMap((at) => PLACES.map(([latitude, longitude]) => ({ latitude, longitude, at, truth: weatherAt(seed, latitude, longitude, at) })));
}

const mean = (seen: readonly Seen[]): number => seen.reduce((sum, { truth }) => sum + truth.celsius, 0) / seen.length;

describe('The simulated weather', () => {
  const winter = month('2026-01-02T00:00:00Z');
  const summer = month('2026-07-02T00:00:00Z');

  it('is the same at the same place and time, and another one under another seed', () => {
    expect(month('2026-01-02T00:00:00Z')).to.deep.equal(winter);
    expect(month('2026-01-02T00:00:00Z', 2)).not.to.deep.equal(winter);
  });

  it('has winters and summers, and those of the south half a year later', () => {
    expect(mean(summer) - mean(winter)).to.be.above(15);
    expect(winter.some(({ truth }) => truth.celsius < -15)).to.equal(true);
    expect(winter.some(({ truth }) => truth.fall === 'snow')).to.equal(true);
    expect(summer.some(({ truth }) => truth.fall === 'snow')).to.equal(false);
    expect(summer.some(({ truth }) => truth.thunder)).to.equal(true);
    const sydney = (at: string): number => weatherAt(1, -33.9, 151.2, new Date(at)).celsius;
    const inMonth = (number: string): number => ['05', '10', '15', '20', '25'].reduce((sum, day) => sum + sydney(`2026-${number}-${day}T03:00:00Z`), 0);
    expect(inMonth('01')).to.be.above(inMonth('07'));
  });

  it('changes slowly: no jump within ten minutes or a mile', () => {
    for (const { latitude, longitude, at, truth } of winter) {
      const later = weatherAt(1, latitude, longitude, new Date(at.getTime() + 600_000));
      const beside = weatherAt(1, latitude + 0.01, longitude + 0.01, at);
      for (const other of [later, beside]) expect(Math.abs(other.celsius - truth.celsius)).to.be.below(1.5);
    }
  });

  it('moves east: what is here is 9 degrees further a day later, but for the time of day', () => {
    for (const { latitude, longitude, at, truth } of winter.slice(0, 200)) {
      const tomorrow = weatherAt(1, latitude, longitude + 9, new Date(at.getTime() + 24 * 3_600_000));
      expect(tomorrow.pressureHpa).to.be.closeTo(truth.pressureHpa, 1);
    }
  });

  it('shows every road condition sooner or later', () => {
    const shown = new Set<unknown>();
    for (const seen of [...winter, ...summer, ...month('2026-03-20T00:00:00Z')]) {
      const body = weatherBody(seen.truth, { ...seen, seed: 1, observedAt: seen.at }, 'imperial');
      const observed = observationOf(body, seen, seen.at);
      shown.add(observed === undefined ? 'unreadable' : roadConditionsOf(observed));
    }
    expect([...shown]).to.have.members(['GOOD', 'WET', 'SNOW', 'ICE', 'LOW_VISIBILITY', 'HIGH_WIND']);
  });

  it('keeps every number inside what OpenWeather documents', () => {
    for (const { truth } of [...winter, ...summer]) {
      expect(truth.visibilityMetres).to.be.within(0, 10_000);
      expect(truth.humidityPercent).to.be.within(0, 100);
      expect(truth.cloud).to.be.within(0, 1);
      expect(truth.windDegrees).to.be.within(0, 359);
      expect(truth.celsius).to.be.within(-60, 55);
    }
  });
});
