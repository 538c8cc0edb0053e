import { expect } from 'chai';
import nock from 'nock';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { fairWeather, PLACE } from '../../contracts/fleet-data/weather-source-scenarios.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { rejectionOf } from '../../support/rejection.js';
import { weatherBody } from './openweather-bodies.js';
import { openWeatherSource } from './openweather-session.js';

const HOST = 'https://api.openweathermap.org';
const KEY = 'onecall-0123456789';
const RIGHT = weatherBody(fairWeather());

/** What goes out, to the letter. */
describe('Requests to OpenWeather', () => {
  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  for (const baseUrl of [`${HOST}/data/2.5`, `${HOST}/data/2.5/`, HOST]) {
    it(`asks both versions of the API below ${baseUrl}`, async () => {
      nock(HOST).get('/data/2.5/weather').query({ lat: '41.5868', lon: '-93.625', units: 'imperial', appid: KEY }).reply(200, RIGHT);
      nock(HOST).get('/data/3.0/onecall')
        .query({ lat: '41.5868', lon: '-93.625', exclude: 'minutely,hourly,daily,current', units: 'imperial', appid: KEY })
        .reply(200, { lat: 41.5868, lon: -93.625 });
      await openWeatherSource({ baseUrl, alerts: 'true' }).current(PLACE);
    });
  }

  it('keeps the path of a proxy in front', async () => {
    nock('https://proxy.example').get('/ow/data/2.5/weather').query(true).reply(200, RIGHT);
    await openWeatherSource({ baseUrl: 'https://proxy.example/ow/data/2.5' }).current(PLACE);
  });

  for (const [place, lat, lon] of [
    [{ latitude: 0, longitude: -0 }, '0', '0'],
    [{ latitude: 1e-7, longitude: 179.99999 }, '0', '180'],
    [{ latitude: -33.123456, longitude: -70.65 }, '-33.1235', '-70.65'],
  ] as const) {
    it(`writes ${place.latitude}, ${place.longitude} as ${lat}, ${lon}`, async () => {
      nock(HOST).get('/data/2.5/weather').query({ lat, lon, units: 'imperial', appid: KEY }).reply(200, RIGHT);
      await openWeatherSource({ baseUrl: HOST }).current(place);
    });
  }

  it('asks for no alerts unless the config says so', async () => {
    for (const alerts of [undefined, 'false', false, 'yes']) {
      nock(HOST).get('/data/2.5/weather').query(true).reply(200, RIGHT);
      expect((await openWeatherSource({ baseUrl: HOST, ...(alerts !== undefined && { alerts }) }).current(PLACE)).alerts).to.equal(undefined);
    }
  });

  it('sends nothing without a usable key', async () => {
    for (const apiKey of ['', ' ', 'two words', 'na\u00efve']) {
      const error = await rejectionOf(openWeatherSource({ baseUrl: HOST, apiKey, alerts: true }).current(PLACE));
      expect(error).to.include({ name: 'VendorError', kind: 'credentials' });
    }
  });

  it('takes a line break off a key that was pasted with it', async () => {
    nock(HOST).get('/data/2.5/weather').query({ lat: '41.5868', lon: '-93.625', units: 'imperial', appid: 'pasted' }).reply(200, RIGHT);
    await openWeatherSource({ baseUrl: HOST, apiKey: 'pasted\r\n' }).current(PLACE);
  });

  for (const [cod, kind] of [
    [401, 'credentials'], ['403', 'credentials'], ['404', 'rejected'], [429, 'rate-limited'], ['500', 'unavailable'], [302, 'malformed'], ['', 'malformed'], ['two', 'malformed'],
  ] as const) {
    it(`takes a 200 whose cod is ${JSON.stringify(cod)} for ${kind}`, async () => {
      nock(HOST).get('/data/2.5/weather').query(true).reply(200, { ...RIGHT, cod });
      await expectVendorError(kind, () => openWeatherSource({ baseUrl: HOST }).current(PLACE));
    });
  }

  it('decides on the HTTP status first, and takes "200" or no cod for a success', async () => {
    nock(HOST).get('/data/2.5/weather').query(true).reply(404, { cod: 401, message: 'x' });
    await expectVendorError('rejected', () => openWeatherSource({ baseUrl: HOST }).current(PLACE));
    for (const cod of ['200', undefined, null]) {
      nock(HOST).get('/data/2.5/weather').query(true).reply(200, { ...RIGHT, cod });
      expect((await openWeatherSource({ baseUrl: HOST }).current(PLACE)).temperatureF).to.equal(61.5);
    }
  });

  it('counts weather without a time as a failed attempt, so that the circuit hears of it, and a refusal as an answer', async () => {
    const { dt: _, ...timeless } = RIGHT;
    for (const [body, expected] of [[timeless, ['malformed']], [{ cod: 401 }, []]] as const) {
      const logger = new RecordingLogger();
      nock(HOST).get('/data/2.5/weather').query(true).reply(200, body);
      await rejectionOf(openWeatherSource({ baseUrl: HOST, logger }).current(PLACE));
      const failed = logger.lines.filter(({ event }) => event === 'vendor.attempt-failed');
      expect(failed.map(({ fields }) => fields['kind'])).to.deep.equal(expected);
    }
  });
});
