import { expect } from 'chai';
import { answerAsOpenWeather } from '../../../src/infrastructure/simulators/openweather/openweather-routes.js';
import { WeatherControl } from '../../../src/infrastructure/simulators/openweather/openweather-simulator.js';
import type { SimulatedAnswer } from '../../../src/infrastructure/simulators/simulator-answer.js';

type Body = Record<string, unknown>;

const NOW = new Date('2026-01-20T07:08:09Z');
const WEATHER = '/data/2.5/weather';
const ONE_CALL = '/data/3.0/onecall';

function ask(url: string, control = new WeatherControl(1, () => NOW), method = 'GET'): SimulatedAnswer {
  const [path = '', query] = url.split('?');
  return answerAsOpenWeather({ method, path, query: new URLSearchParams(query), headers: {}, body: '' }, control);
}

const bodyOf = (answer: SimulatedAnswer): Body => JSON.parse(answer.body) as Body;

/** Places all over the country. */
function* grid(): Generator<string, void, undefined> {
  for (let lat = 26; lat < 49; lat += 1) for (let lon = -124; lon < -70; lon += 2) yield `lat=${lat}.5&lon=${lon}.25`;
}

describe('Simulated OpenWeather, keys and places', () => {
  const refusals: readonly (readonly [string, string, number, unknown])[] = [
    ['no key', `${WEATHER}?lat=1&lon=1`, 401, 401],
    ['an empty key', `${WEATHER}?lat=1&lon=1&appid=`, 401, 401],
    ['a revoked key', `${WEATHER}?lat=1&lon=1&appid=revoked-7`, 401, 401],
    ['no place', `${WEATHER}?appid=k`, 400, '400'],
    ['half a place', `${WEATHER}?lat=0&appid=k`, 400, '400'],
    ['a path it has not', '/data/2.5/wether?lat=1&lon=1&appid=k', 404, '404'],
    ['One Call below the old version', '/data/2.5/onecall?lat=1&lon=1&appid=onecall', 404, '404'],
    ['One Call without the subscription', `${ONE_CALL}?lat=1&lon=1&appid=k`, 401, 401],
    ['One Call with a revoked key', `${ONE_CALL}?lat=1&lon=1&appid=revoked-onecall`, 401, 401],
  ];
  for (const [name, url, status, cod] of refusals) {
    it(`${name}: ${status}, cod ${JSON.stringify(cod)}`, () => {
      const answer = ask(url);
      expect([answer.status, bodyOf(answer)['cod']]).to.deep.equal([status, cod]);
      expect(bodyOf(answer)['message']).to.be.a('string');
    });
  }

  it('answers a malformed place with the gateway\'s HTML', () => {
    for (const place of ['lat=abc&lon=1', 'lat=91&lon=0', 'lat=0&lon=-181', 'lat=1e-7&lon=1', 'lat=NaN&lon=1', 'lat=1,5&lon=2']) {
      const { status, headers, body } = ask(`${WEATHER}?${place}&appid=k`);
      expect([status, headers?.['content-type']], place).to.deep.equal([400, 'text/html']);
      expect(body).to.match(/^<html>/);
    }
  });

  it('takes 0, 0 and the ends of the world for places', () => {
    for (const place of ['lat=0&lon=0', 'lat=-90&lon=180', 'lat=90.0&lon=-180']) expect(ask(`${WEATHER}?${place}&appid=k`).status).to.equal(200);
  });

  it('reads only', () => {
    expect(ask(`${WEATHER}?lat=1&lon=1&appid=k`, undefined, 'POST').status).to.equal(405);
  });
});

describe('Simulated OpenWeather, the weather', () => {
  it('says cod 200 as a number, and an observation of the last ten minutes in seconds', () => {
    const body = bodyOf(ask(`${WEATHER}?lat=39.1&lon=-94.58&appid=k`));
    expect([body['cod'], body['dt']]).to.deep.equal([200, Date.parse('2026-01-20T07:00:00Z') / 1000]);
    expect(body['coord']).to.deep.equal({ lon: -94.58, lat: 39.1 });
    expect(body).not.to.have.property('alerts');
  });

  it('gives temperatures in the units asked for, and millimetres and metres always', () => {
    const read = (units: string): Body => bodyOf(ask(`${WEATHER}?lat=39.1&lon=-94.58&appid=k&units=${units}`));
    const temp = (units: string): number => Number((read(units)['main'] as Body)['temp']);
    expect(temp('imperial')).to.be.closeTo(temp('metric') * 1.8 + 32, 0.02);
    expect(temp('')).to.be.closeTo(temp('metric') + 273.15, 0.02);
    expect(read('imperial')['visibility']).to.equal(read('metric')['visibility']);
  });

  it('leaves out at some places what real ones do, always at the same', () => {
    const bodies = [...grid()].map((place) => bodyOf(ask(`${WEATHER}?${place}&units=imperial&appid=k`)));
    const some = (name: string, fits: (body: Body) => boolean): void => {
      const share = bodies.filter(fits).length / bodies.length;
      expect(share, name).to.be.within(0.01, 0.6);
    };
    some('two conditions', ({ weather }) => (weather as unknown[]).length > 1);
    some('no wind', ({ wind }) => wind === undefined);
    some('no gust', ({ wind }) => wind !== undefined && (wind as Body)['gust'] === undefined);
    some('gust below speed', ({ wind }) => Number((wind as Body | undefined)?.['gust']) < Number((wind as Body | undefined)?.['speed']));
    some('no visibility', ({ visibility }) => visibility === undefined);
    some('place id 0', ({ id }) => id === 0);
    some('no name', ({ name }) => name === '');
    some('snow', ({ snow }) => snow !== undefined);
    some('below 0 °F', ({ main }) => Number((main as Body)['temp']) < 0);
    const tomorrow = new WeatherControl(1, () => new Date(NOW.getTime() + 86_400_000));
    const unlisted = (control?: WeatherControl): unknown[] => [...grid()].map((place) => bodyOf(ask(`${WEATHER}?${place}&appid=k`, control))['id'] === 0);
    expect(unlisted(tomorrow)).to.deep.equal(unlisted());
  });

  it('has alerts at some places for keys with One Call, and no such key elsewhere', () => {
    const bodies = [...grid()].map((place) => bodyOf(ask(`${ONE_CALL}?${place}&appid=my-onecall`)));
    const withAlerts = bodies.filter(({ alerts }) => alerts !== undefined);
    expect(withAlerts.length).to.be.within(1, bodies.length - 1);
    for (const { alerts } of withAlerts) for (const alert of alerts as Body[]) expect(Number(alert['end'])).to.be.above(NOW.getTime() / 1000);
  });

  it('says word for word what it is told to, until it is told to live again', () => {
    const control = new WeatherControl(1, () => NOW);
    control.script({ weather: { dt: 1 }, oneCall: 'not-subscribed' });
    expect(bodyOf(ask(`${WEATHER}?lat=1&lon=1&appid=k`, control))).to.deep.equal({ dt: 1 });
    expect(ask(`${ONE_CALL}?lat=1&lon=1&appid=onecall`, control).status).to.equal(401);
    control.script({ weather: null });
    expect(ask(`${WEATHER}?lat=1&lon=1&appid=k`, control).body).to.equal('null');
    expect(bodyOf(ask(`${ONE_CALL}?lat=1&lon=1&appid=onecall`, control))).to.deep.equal({ lat: 1, lon: 1 });
    control.restore();
    expect(bodyOf(ask(`${WEATHER}?lat=1&lon=1&appid=k`, control))['cod']).to.equal(200);
  });
});
