import { expect } from 'chai';
import { FuelMarket, type MarketStation } from '../../../src/infrastructure/simulators/fuel-market/fuel-market.js';

const NOW = new Date('2026-03-04T05:06:07Z');
const HOUR_MS = 3_600_000;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

describe('Simulated fuel market', () => {
  const market = new FuelMarket(1);
  const withPrice = (pricing: MarketStation['pricing']): readonly MarketStation[] => market.stations.filter((station) => station.pricing === pricing);

  it('has about 250 truck stops, most in the USA and a few in Canada, each at its own place', () => {
    expect(market.stations.length).to.be.within(240, 280);
    expect(market.stations.filter(({ place }) => place.country === 'CAN').length).to.be.within(6, 20);
    expect(new Set(market.stations.map(({ position }) => `${position.latitude} ${position.longitude}`)).size).to.equal(market.stations.length);
    for (const { position } of market.stations) {
      expect(position.latitude).to.be.within(25, 52);
      expect(position.longitude).to.be.within(-123, -68);
    }
  });

  it('is the same for the same seed and time, and another for another seed', () => {
    const told = (seed: number): string => {
      const one = new FuelMarket(seed);
      return JSON.stringify(one.stations.map((station) => [station, one.priceAt(station, NOW)]));
    };
    expect(told(1)).to.equal(told(1));
    expect(told(1)).not.to.equal(told(2));
  });

  it('has stations without a price and stations whose price is weeks old', () => {
    expect(withPrice('none').length).to.be.within(8, 50);
    expect(withPrice('none').map((station) => market.priceAt(station, NOW))).to.deep.equal(withPrice('none').map(() => undefined));
    const ages = withPrice('stale').map((station) => (NOW.getTime() - (market.priceAt(station, NOW)?.setAt.getTime() ?? 0)) / HOUR_MS);
    expect(ages.length).to.be.within(5, 40);
    expect(Math.max(...ages)).to.be.greaterThan(24 * 7);
  });

  it('sets prices in the past, less than a day ago where they are current', () => {
    for (const station of withPrice('current')) {
      const age = NOW.getTime() - (market.priceAt(station, NOW)?.setAt.getTime() ?? 0);
      expect(age).to.be.within(0, 24 * HOUR_MS);
    }
  });

  it('keeps a price until it sets another, and moves it slowly', () => {
    for (const station of withPrice('current')) {
      const hours = Array.from({ length: 72 }, (_, hour) => market.priceAt(station, later(hour)));
      expect(new Set(hours.map((price) => price?.setAt.getTime())).size).to.be.within(3, 14);
      for (const [at, price] of hours.entries()) {
        const next = hours[at + 1];
        if (next?.setAt.getTime() === price?.setAt.getTime()) expect(next).to.deep.equal(price);
        expect(Math.abs((next?.diesel ?? price?.diesel ?? 0) - (price?.diesel ?? 0))).to.be.lessThan(60);
      }
    }
  });

  it('asks what fuel costs: whole tenths of a cent, more in California than in Texas', () => {
    const average = (state: string): number => {
      const prices = withPrice('current').filter(({ place }) => place.state === state).map((station) => market.priceAt(station, NOW)?.diesel ?? 0);
      return prices.reduce((sum, price) => sum + price, 0) / prices.length;
    };
    for (const station of withPrice('current')) {
      const price = market.priceAt(station, NOW);
      expect(Number.isInteger(price?.diesel) && Number.isInteger(price?.regular)).to.equal(true);
      const [low, high] = station.place.country === 'USA' ? [2_800, 6_000] : [1_400, 2_000];
      expect(price?.diesel).to.be.within(low, high);
    }
    expect(average('CA') - average('TX')).to.be.greaterThan(1_000);
  });

  it('finds stations near a place, nearest first', () => {
    const found = market.near({ latitude: 33.44, longitude: -112.19 }, 25);
    expect(found.map(({ station }) => station.place.city)).to.deep.equal(['Phoenix', 'Phoenix', 'Phoenix']);
    expect(found.map(({ miles }) => miles)).to.deep.equal(found.map(({ miles }) => miles).toSorted((one, other) => one - other));
    expect(market.near({ latitude: 0, longitude: 0 }, 500)).to.deep.equal([]);
  });
});
