import { expect } from 'chai';
import type { WeatherObservation } from '../../../src/domain/fleet-data/weather.js';
import type { GivenWeather, OpenWeatherSource } from './weather-source-harness.js';
import { expectVendorError } from '../vendor-error.js';
import { fairWeather, PLACE, secondsAgo } from './weather-source-scenarios.js';

const ALERT = {
  event: 'Winter Storm Warning', sender: 'NWS Des Moines', startsAt: secondsAgo(3600), endsAt: secondsAgo(-7200), text: 'Travel is difficult.',
};

/** From the vendor's words and units to ours. */
export function describeMapping(vendor: () => OpenWeatherSource): void {
  async function read(weather: GivenWeather): Promise<WeatherObservation> {
    await vendor().given({ weather });
    return await vendor().source.current(PLACE);
  }

  it('says where and when it was observed, in °F, mph, miles and percent', async () => {
    const given = fairWeather();
    const { visibilityMiles, ...rest } = await read(given);
    const { visibilityMiles: _, ...expected } = given;
    expect(rest).to.deep.equal({ ...expected, rainInchesPerHour: 0, snowInchesPerHour: 0, alerts: [] });
    expect(visibilityMiles).to.be.closeTo(6, 0.001);
  });

  it('keeps 0 as 0: degrees, wind, direction, visibility, humidity, the place where the equator is', async () => {
    const place = { latitude: 0, longitude: 0 };
    const zero = { temperatureF: 0, feelsLikeF: 0, windSpeedMph: 0, windGustMph: 0, windDirectionDegrees: 0, visibilityMiles: 0, humidityPercent: 0 };
    expect(await read(fairWeather({ place, ...zero }))).to.deep.include({ place, ...zero });
  });

  it('goes below zero in winter', async () => {
    expect(await read(fairWeather({ temperatureF: -24.5, feelsLikeF: -41 }))).to.include({ temperatureF: -24.5, feelsLikeF: -41 });
  });

  it('leaves undefined what is not said; only rain and snow are 0 then', async () => {
    const observed = await read({ observedAt: secondsAgo(60), conditions: [{ code: 803, text: 'broken clouds' }] });
    expect(observed).to.deep.equal({
      place: PLACE,
      city: undefined,
      observedAt: observed.observedAt,
      temperatureF: undefined,
      feelsLikeF: undefined,
      conditions: [{ code: 803, text: 'broken clouds' }],
      windSpeedMph: undefined,
      windGustMph: undefined,
      windDirectionDegrees: undefined,
      visibilityMiles: undefined,
      humidityPercent: undefined,
      rainInchesPerHour: 0,
      snowInchesPerHour: 0,
      alerts: [],
    });
  });

  it('keeps every condition, the primary one first', async () => {
    const conditions = [{ code: 601, text: 'snow' }, { code: 500, text: 'light rain' }, { code: 701, text: 'mist' }];
    expect((await read(fairWeather({ conditions }))).conditions).to.deep.equal(conditions);
  });

  it('reads rain and snow in inches an hour', async () => {
    const { rainInchesPerHour, snowInchesPerHour } = await read(fairWeather({ rainInchesPerHour: 0.25, snowInchesPerHour: 1.5 }));
    expect(rainInchesPerHour).to.be.closeTo(0.25, 1e-9);
    expect(snowInchesPerHour).to.be.closeTo(1.5, 1e-9);
  });

  it('takes gusts that are missing, and gusts lower than the wind', async () => {
    const { windGustMph: _, ...withoutGusts } = fairWeather();
    expect((await read(withoutGusts)).windGustMph).to.equal(undefined);
    expect((await read(fairWeather({ windSpeedMph: 12, windGustMph: 9 }))).windGustMph).to.equal(9);
  });

  it('names an unlisted place too, and has no city for an empty name', async () => {
    expect((await read(fairWeather({ unlisted: true, city: 'Round Hill' }))).city).to.equal('Round Hill');
    expect((await read(fairWeather({ city: '' }))).city).to.equal(undefined);
  });

  it('is malformed without a time, and with one in the future', async () => {
    const { observedAt: _, ...timeless } = fairWeather();
    for (const weather of [timeless, fairWeather({ observedAt: secondsAgo(-180) })]) {
      await vendor().given({ weather });
      await expectVendorError('malformed', () => vendor().source.current(PLACE));
    }
  });

  it('tolerates a clock one minute ahead, and tells the age of old news', async () => {
    for (const observedAt of [secondsAgo(-60), secondsAgo(86_400)]) {
      expect((await read(fairWeather({ observedAt }))).observedAt).to.deep.equal(observedAt);
    }
  });

  it('reads alerts with sender, times and text; none are an empty list', async () => {
    const vague = { event: '', sender: undefined, startsAt: undefined, endsAt: undefined, text: 'Something is coming.' };
    expect((await read(fairWeather({ alerts: [ALERT, vague] }))).alerts).to.deep.equal([ALERT, vague]);
    expect((await read(fairWeather())).alerts).to.deep.equal([]);
  });

  it('has undefined alerts where they are not asked for', async () => {
    await vendor().given({ weather: fairWeather({ alerts: [ALERT] }) });
    expect((await vendor().withoutAlerts.current(PLACE)).alerts).to.equal(undefined);
  });
}
