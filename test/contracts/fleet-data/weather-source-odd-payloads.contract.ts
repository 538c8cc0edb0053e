import { expect } from 'chai';
import type { WeatherObservation } from '../../../src/domain/fleet-data/weather.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { ODD_ANSWERS, type OddAnswer, type OpenWeatherSource } from './weather-source-harness.js';
import { expectVendorError } from '../vendor-error.js';
import { fairWeather, PLACE } from './weather-source-scenarios.js';

type Outcome = VendorErrorKind | ((observed: WeatherObservation) => void);

const NUMBERS = [
  'temperatureF', 'feelsLikeF', 'windSpeedMph', 'windGustMph', 'windDirectionDegrees', 'visibilityMiles', 'humidityPercent',
] as const;

function expectNoNumber(observed: WeatherObservation): void {
  for (const name of NUMBERS) expect(observed[name], name).to.equal(undefined);
  expect([observed.rainInchesPerHour, observed.snowInchesPerHour]).to.deep.equal([0, 0]);
  expect(observed.place).to.deep.equal(PLACE);
}

const OUTCOMES: Readonly<Record<OddAnswer, Outcome>> = {
  'nothing but a time': 'malformed',
  'a list': 'malformed',
  null: 'malformed',
  'numbers as texts': expectNoNumber,
  'numbers that cannot be': expectNoNumber,
  'blocks that are null': expectNoNumber,
  'conditions that are none': ({ conditions, temperatureF }) => expect([conditions, temperatureF]).to.deep.equal([[], 61.5]),
  'an error inside a success': 'credentials',
};

/** 2xx answers nobody documented: never a number that was not said, never anything but a `VendorError`. */
export function describeOddPayloads(vendor: () => OpenWeatherSource): void {
  for (const odd of ODD_ANSWERS) {
    const outcome = OUTCOMES[odd];
    it(`${odd}: ${typeof outcome === 'string' ? outcome : 'nothing is made up'}`, async () => {
      await vendor().given({ weather: fairWeather(), odd });
      if (typeof outcome === 'string') await expectVendorError(outcome, () => vendor().source.current(PLACE));
      else outcome(await vendor().source.current(PLACE));
    });
  }

  it('has text that a database can store', async () => {
    await vendor().given({ weather: fairWeather({ city: 'Nul\u0000ville', conditions: [{ code: 800, text: `half \ud83d` }, { code: 801, text: 'x'.repeat(5000) }] }) });
    const { city, conditions } = await vendor().source.current(PLACE);
    expect([city, conditions[0]?.text]).to.deep.equal(['Nul\uFFFDville', 'half \uFFFD']);
    expect(conditions[1]?.text.length).to.be.at.most(200);
  });
}
