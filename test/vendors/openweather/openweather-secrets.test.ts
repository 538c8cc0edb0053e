import { inspect } from 'node:util';
import { expect } from 'chai';
import { definition } from '../../../src/infrastructure/vendors/openweather/definition.js';
import { PLACE, fairWeather } from '../../contracts/fleet-data/weather-source-scenarios.js';
import type { Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { faultServer } from '../fault-cases.js';
import { oneCallBody, weatherBody } from './openweather-bodies.js';
import { openWeatherSession, openWeatherSource } from './openweather-session.js';

const KEY = 'canary5f0c6d7e8a9b4c3d2e1f';

/** The key travels in the URL, which is what everything likes to print. */
describe('OpenWeather keeps its key', () => {
  const server = faultServer();

  const echo: Fault = (response, seen) => response.writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...weatherBody(fairWeather()), debug: seen.url, next: `http://127.0.0.1${seen.url}` }));

  const outcomes: readonly (readonly [string, Fault])[] = [
    ['the weather with its URL in it', echo],
    ...[200, 302, 400, 401, 403, 404, 429, 500].map((status) => [`an echo with ${status}`, faults.echo(status)] as const),
    ['an error inside a success', faults.ok({ cod: 401, message: `Invalid API key ${KEY}` })],
    ['the key as garbage', faults.status(200, `<html>${KEY}`)],
    ['the key as the id of the request', faults.status(400, JSON.stringify({ requestId: KEY }))],
    ['HTML of the gateway', faults.status(400, `<html><h1>400 Bad Request</h1>${KEY}</html>`)],
    ['a half body', faults.halfBody()],
    ['no answer', faults.slowHeaders()],
    ['a reset', faults.resetBeforeHeaders()],
    ['a redirect', faults.redirect(`http://127.0.0.1:1/?appid=${KEY}`)],
  ];
  for (const [name, fault] of outcomes) {
    for (const alerts of [false, true]) {
      it(`${name}, ${alerts ? 'with' : 'without'} alerts: no result, log, error or test step shows it`, async () => {
        const [source, session, logger] = given(alerts);
        server().script([fault]);
        const outcome = await source.current(PLACE).catch((error: unknown) => error);
        const steps: unknown[] = [];
        try {
          for await (const step of definition.checkConnection(session)) steps.push(step);
        } catch (error) {
          steps.push(error);
        }
        expect(server().requests[0]?.url).to.contain(`appid=${KEY}`);
        expect(printed([outcome, steps, logger.lines])).not.to.contain(KEY.slice(0, 12));
      });
    }
  }

  it('the log of alerts that cannot be had says why, and no more', async () => {
    const [source, , logger] = given(true);
    server().script([faults.ok(weatherBody(fairWeather()))], '/data/2.5/weather');
    server().script([faults.status(401, JSON.stringify({ cod: 401, message: `${KEY} has no subscription` }))], '/data/3.0/onecall');
    expect((await source.current(PLACE)).alerts).to.equal('unavailable');
    const warnings = logger.lines.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ event, fields }) => [event, fields['kind']])).to.deep.equal([['weather.alerts-unavailable', 'credentials']]);
    expect(printed(logger.lines)).not.to.contain(KEY);
  });

  it('a session that reads alerts prints no key either', async () => {
    const [source, session] = given(true);
    server().script([faults.ok(oneCallBody([]))]);
    await source.current(PLACE).catch(() => undefined);
    expect(printed([source, session.connection])).not.to.contain(KEY);
  });

  function given(alerts: boolean): [ReturnType<typeof openWeatherSource>, ReturnType<typeof openWeatherSession>, RecordingLogger] {
    const logger = new RecordingLogger();
    const options = { baseUrl: `${server().url}/data/2.5`, apiKey: KEY, alerts, logger };
    return [openWeatherSource(options), openWeatherSession(options), logger];
  }
});

function printed(value: unknown): string {
  const stacks = Array.isArray(value) ? value.flat().map((one: unknown) => (one instanceof Error ? `${String(one.stack)} ${String(one.cause)}` : '')) : [];
  return [inspect(value, { depth: 12, showHidden: true }), JSON.stringify(value), ...stacks].join('\n');
}
