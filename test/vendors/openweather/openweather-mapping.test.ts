import { expect } from 'chai';
import fc from 'fast-check';
import { numberIn, observationOf, timeOf } from '../../../src/infrastructure/vendors/openweather/openweather-mapping.js';

const NOW = new Date('2026-01-14T12:00:00Z');
const ASKED = { latitude: 41.5, longitude: -93.6 };
const DT = NOW.getTime() / 1000;

describe('Values of OpenWeather', () => {
  it('are plain numbers inside their range, and -0 is 0', () => {
    expect([0, 5, 10].map((value) => numberIn(value, [0, 10]))).to.deep.equal([0, 5, 10]);
    expect(numberIn(JSON.parse('-0'), [-1, 1])).to.equal(0).and.to.satisfy((value: number) => Object.is(value, 0));
    for (const value of [-1, 11, Number.NaN, Infinity, '5', null, undefined, true, [5], {}]) expect(numberIn(value, [0, 10])).to.equal(undefined);
  });

  it('have times in Unix seconds, fractions included', () => {
    expect(timeOf(1_768_392_000.5)).to.deep.equal(new Date('2026-01-14T12:00:00.500Z'));
    for (const value of [0, -1, '1768392000', Number.NaN, 1e300, null]) expect(timeOf(value)).to.equal(undefined);
  });
});

describe('An observation of OpenWeather', () => {
  it('is dated at most two minutes ahead', () => {
    const at = (dt: number): boolean => observationOf({ dt, visibility: 0 }, ASKED, NOW) !== undefined;
    expect([at(DT + 120), at(DT + 121), at(DT - 1e6)]).to.deep.equal([true, false, true]);
  });

  it('with half a place is at the place asked for', () => {
    for (const coord of [{ lat: 10 }, { lon: 10 }, { lat: 10, lon: 181 }, [10, 10]]) {
      expect(observationOf({ dt: DT, main: {}, coord }, ASKED, NOW)?.place).to.deep.equal(ASKED);
    }
    expect(observationOf({ dt: DT, main: {}, coord: { lat: 0, lon: 0 } }, ASKED, NOW)?.place).to.deep.equal({ latitude: 0, longitude: 0 });
  });

  it('takes the short word where a condition has no description', () => {
    const weather = [{ id: 500, main: 'Rain' }, { id: 741, description: '' }, { main: 'Ash' }];
    expect(observationOf({ dt: DT, weather }, ASKED, NOW)?.conditions).to.deep.equal([
      { code: 500, text: 'Rain' }, { code: 741, text: '' }, { code: undefined, text: 'Ash' },
    ]);
  });

  it('never throws, and never has a number outside its range, whatever JSON says', () => {
    const body = fc.record({ dt: fc.constant(DT), ...Object.fromEntries(
      ['coord', 'weather', 'main', 'wind', 'visibility', 'rain', 'snow', 'id', 'name'].map((name) => [name, fc.jsonValue()]),
    ) });
    fc.assert(fc.property(body, fc.double(), (sent, number) => {
      const nested = { ...sent, main: { temp: number, humidity: number }, wind: { speed: number, deg: number }, rain: { '1h': number } };
      for (const observed of [observationOf(sent, ASKED, NOW), observationOf(nested, ASKED, NOW)]) {
        const { temperatureF = 0, humidityPercent = 0, windSpeedMph = 0, windDirectionDegrees = 0, rainInchesPerHour = 0 } = observed ?? {};
        expect(temperatureF).to.be.within(-150, 160);
        expect(humidityPercent).to.be.within(0, 100);
        expect(windSpeedMph).to.be.within(0, 300);
        expect(windDirectionDegrees).to.be.within(0, 360);
        expect(rainInchesPerHour).to.be.within(0, 40);
      }
    }));
  });

  it('of any JSON that is no weather is none', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => {
      const isWeather = typeof body === 'object' && body !== null && 'dt' in body;
      fc.pre(!isWeather);
      expect(observationOf(body, ASKED, NOW)).to.equal(undefined);
    }));
  });
});
