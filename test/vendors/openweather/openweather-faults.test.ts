import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { fairWeather, PLACE } from '../../contracts/fleet-data/weather-source-scenarios.js';
import { faults } from '../../support/faults.js';
import { expectInTime, FAULTS_ON_THE_WAY, faultServer, SLACK_MS, type FaultRow } from '../fault-cases.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { oneCallBody, weatherBody } from './openweather-bodies.js';
import { openWeatherSource } from './openweather-session.js';

const CURRENT = '/data/2.5/weather';
const ONE_CALL = '/data/3.0/onecall';
const GATEWAY = '<html>\r\n<head><title>400 Bad Request</title></head></html>';

const PATIENT = { ...TEST_LIMITS, idleTimeoutMs: 60_000, attemptTimeoutMs: 60_000, operationDeadlineMs: 60_000 };

const MATRIX: readonly FaultRow[] = [
  ...FAULTS_ON_THE_WAY,
  ['400 with a page of the gateway', faults.status(400, GATEWAY), 'rejected'],
  ['400 with cod as a text', faults.status(400, '{"cod":"400","message":"Nothing to geocode"}'), 'rejected'],
  ['401 with cod as a number', faults.status(401, '{"cod":401,"message":"Invalid API key."}'), 'credentials'],
  ['404 with cod as a text', faults.status(404, '{"cod":"404","message":"city not found"}'), 'rejected'],
  ['429 without Retry-After', faults.status(429, '{"cod":429,"message":"blocked"}'), 'rate-limited'],
  ['500 without a body', faults.status(500, ''), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['204', faults.status(204, ''), 'malformed'],
  ['another service', faults.ok({ status: 'ok', dt: 1 }), 'malformed'],
];

describe('OpenWeather with faults, over real sockets', () => {
  const server = faultServer();

  for (const [name, fault, kind] of MATRIX) {
    it(`the weather: ${name} is ${kind}, in time`, async () => {
      server().script([fault]);
      const source = openWeatherSource({ baseUrl: server().url });
      const error = await expectInTime(() => expectVendorError(kind, () => source.current(PLACE)));
      expect(error.vendor).to.equal('OPENWEATHER');
    });

    it(`alerts: ${name} leaves the weather as it is, in time`, async () => {
      server().script([faults.ok(weatherBody(fairWeather()))], CURRENT);
      server().script([fault], ONE_CALL);
      const observed = await expectInTime(() => openWeatherSource({ baseUrl: server().url, alerts: true }).current(PLACE));
      expect([observed.temperatureF, observed.alerts]).to.deep.equal([61.5, 'unavailable']);
    });
  }

  it('does not let alerts hold up the weather for longer than 3 seconds, whatever may be waited for', async () => {
    server().script([faults.ok(weatherBody(fairWeather()))], CURRENT);
    server().script([faults.slowHeaders()], ONE_CALL);
    const started = performance.now();
    const observed = await openWeatherSource({ baseUrl: server().url, alerts: true, limits: PATIENT }).current(PLACE);
    expect(performance.now() - started).to.be.within(2500, 3000 + SLACK_MS);
    expect([observed.temperatureF, observed.alerts]).to.deep.equal([61.5, 'unavailable']);
  });

  it('stops asking for alerts when the weather cannot be had', async () => {
    const { asked, gone } = hangingAlerts();
    server().script([(response) => void asked.then(() => response.writeHead(401).end('{}'))], CURRENT);
    const started = performance.now();
    await expectVendorError('credentials', () => openWeatherSource({ baseUrl: server().url, alerts: true, limits: PATIENT }).current(PLACE));
    await gone;
    expect(performance.now() - started).to.be.below(SLACK_MS);
  });

  it('waits for alerts no longer than its caller does', async () => {
    const { asked, gone } = hangingAlerts();
    server().script([faults.ok(weatherBody(fairWeather()))], CURRENT);
    const caller = new AbortController();
    const reading = openWeatherSource({ baseUrl: server().url, alerts: true, limits: PATIENT }).current(PLACE, caller.signal);
    await asked;
    setTimeout(() => caller.abort(), 200);
    const started = performance.now();
    expect((await reading).temperatureF).to.equal(61.5);
    await gone;
    expect(performance.now() - started).to.be.below(SLACK_MS);
  });

  /** One Call takes the question and never answers. */
  function hangingAlerts(): { readonly asked: Promise<unknown>; readonly gone: Promise<unknown> } {
    const question = new EventEmitter();
    server().script([(response) => {
      question.emit('asked');
      response.on('close', () => question.emit('gone'));
    }], ONE_CALL);
    return { asked: once(question, 'asked'), gone: once(question, 'gone') };
  }

  it('tries again after a passing failure, each question for itself', async () => {
    server().script([faults.status(503), faults.ok(weatherBody(fairWeather()))], CURRENT);
    server().script([faults.status(502), faults.ok(oneCallBody([]))], ONE_CALL);
    const persistent = openWeatherSource({ baseUrl: server().url, alerts: true, limits: { ...TEST_LIMITS, maxAttempts: 3 } });
    expect((await persistent.current(PLACE)).alerts).to.deep.equal([]);
    expect([server().attemptsAt(CURRENT), server().attemptsAt(ONE_CALL)]).to.deep.equal([2, 2]);
  });
});
