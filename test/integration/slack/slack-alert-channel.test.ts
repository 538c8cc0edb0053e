import { inspect } from 'node:util';
import { expect } from 'chai';
import type { AlertDispatch, DeliveryResult } from '../../../src/application/alerts/ports/alert-channel.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { SlackAlertChannel } from '../../../src/infrastructure/slack/slack-alert-channel.js';
import type { SlackAlertChannelOptions } from '../../../src/infrastructure/slack/slack-alert-channel.js';
import { FaultServer } from '../../support/fault-server.js';
import type { Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { givenAlert } from '../../support/given-alert.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const PATH = '/services/T0001/B0001/canary4f9c1b7e20';
const CANARY = /canary|4f9c1b7e20|services|B0001|127\.0\.0\.1/;
const QUICK = { idleTimeoutMs: 150, deadlineMs: 300 };
const TEXT = { 'content-type': 'text/html' };

describe('SlackAlertChannel on real sockets', () => {
  onRealSockets();

  let server: FaultServer;
  let elsewhere: FaultServer;
  before(async () => {
    server = await FaultServer.start();
    elsewhere = await FaultServer.start();
  });
  after(() => Promise.all([server.stop(), elsewhere.stop()]));
  beforeEach(() => {
    server.reset();
    elsewhere.reset();
  });

  const says = (status: number, body: string): Fault => faults.status(status, body, TEXT);
  const url = (): string => server.url + PATH;

  it('posts text and blocks as JSON to the webhook, and takes "ok" for delivered', async () => {
    server.script([says(200, 'ok')]);
    const { result, observed } = await posted(url());
    expect(result).to.deep.equal({ kind: 'delivered' });
    expect(observed).to.deep.equal(['SLACK ok']);
    const [request] = server.requests;
    expect([server.attempts, request?.method, request?.url, request?.headers['content-type']]).to.deep.equal([1, 'POST', PATH, 'application/json']);
    expect(JSON.parse(request?.body ?? '')).to.deep.include({ text: '[ERROR] Fleetbridge: Samsara: reading keeps failing' }).and.have.property('blocks').with.length(4);
  });

  it('sends INFO too: who writes the outbox decides what is for Slack', async () => {
    server.script([says(200, 'ok')]);
    expect((await posted(url(), {}, givenAlert({ severity: 'INFO' }))).result.kind).to.equal('delivered');
  });

  const outcomes: readonly (readonly [string, () => Fault, DeliveryResult, Partial<SlackAlertChannelOptions>?])[] = [
    ['429 with Retry-After 30', () => faults.rateLimited('30'), { kind: 'retry', reason: 'Slack has received too many messages (429).', retryAfterMs: 30_000 }],
    ['429 without Retry-After', () => says(429, 'rate_limited'), { kind: 'retry', reason: 'Slack has received too many messages (429).' }],
    ['500', () => says(500, 'rollup_error'), { kind: 'retry', reason: 'Slack has a problem on its side (500).' }],
    ['503', () => says(503, ''), { kind: 'retry', reason: 'Slack has a problem on its side (503).' }],
    ['400', () => says(400, 'invalid_payload'), { kind: 'refused', reason: 'Slack refused the message (400).' }],
    ['403', () => says(403, 'invalid_token'), { kind: 'refused', reason: 'Slack does not accept this webhook any more (403). Enter a new one in the alert settings.' }],
    ['404', () => says(404, 'no_service'), { kind: 'refused', reason: 'Slack does not accept this webhook any more (404). Enter a new one in the alert settings.' }],
    ['410', () => says(410, 'channel_is_archived'), { kind: 'refused', reason: 'Slack does not accept this webhook any more (410). Enter a new one in the alert settings.' }],
    ['an echo with 404', () => faults.echo(404), { kind: 'refused', reason: 'Slack does not accept this webhook any more (404). Enter a new one in the alert settings.' }],
    ['a request id that repeats the path', () => faults.status(500, JSON.stringify({ requestId: PATH.slice(-16) })), { kind: 'retry', reason: 'Slack has a problem on its side (500).' }],
    ['200 without ok', () => says(200, `<html>${PATH}`), { kind: 'retry', reason: 'Slack did not confirm the message.' }],
    ['an empty 200', () => says(200, ''), { kind: 'retry', reason: 'Slack did not confirm the message.' }],
    ['a body of 64 MiB', () => faults.hugeBody(), { kind: 'retry', reason: 'Slack did not confirm the message.' }],
    ['a redirect', () => faults.redirect(`${elsewhere.url}${PATH}`, 307), { kind: 'refused', reason: 'Slack sent us to another address, which we do not follow (307). Check the webhook in the alert settings.' }],
    ['a reset', () => faults.resetBeforeHeaders(), { kind: 'retry', reason: 'Slack could not be reached.' }],
    ['silence', () => faults.slowHeaders(), { kind: 'retry', reason: 'Slack did not answer in time.' }, QUICK],
    ['a stalled body', () => faults.stalledBody(), { kind: 'retry', reason: 'Slack did not answer in time.' }, QUICK],
    ['a byte every 20 ms', () => faults.trickle(20), { kind: 'retry', reason: 'Slack did not answer in time.' }, QUICK],
  ];
  for (const [name, fault, expected, options = {}] of outcomes) {
    it(`${name}: ${expected.kind} after 1 request, and nothing shows the webhook`, async () => {
      server.script([fault()]);
      const { result, tookMs, seen } = await posted(url(), options);
      expect(result).to.deep.equal(expected);
      expect(seen).to.not.match(CANARY);
      expect([server.attempts, elsewhere.attempts]).to.deep.equal([1, 0]);
      expect(tookMs).to.be.below(options === QUICK ? QUICK.deadlineMs + 600 : 8_000);
    });
  }

  it('nobody listening: retry', async () => {
    const { result, seen } = await posted((await FaultServer.refusedUrl()) + PATH);
    expect(result).to.deep.equal({ kind: 'retry', reason: 'Slack could not be reached.' });
    expect(seen).to.not.match(CANARY);
  });

  for (const [name, options] of [['in production', { production: true }], ['when the host is not allowed', { allowedHosts: [] }]] as const) {
    it(`refuses another host ${name} and asks nobody`, async () => {
      const { result, seen } = await posted(url(), options);
      expect(result).to.deep.equal({ kind: 'refused', reason: 'The Slack webhook is not used because it does not start with https://hooks.slack.com/.' });
      expect([server.attempts, CANARY.test(seen)]).to.deep.equal([0, false]);
    });
  }

  for (const path of ['/services//x', '/a/../b//c']) {
    it(`refuses a path that would not arrive as it is written: ${path}`, async () => {
      expect((await posted(server.url + path)).result.kind).to.equal('refused');
      expect(server.attempts).to.equal(0);
    });
  }

  it('refuses an e-mail address', async () => {
    const { channel } = slackChannel();
    const dispatch: AlertDispatch = { id: 'x', message: givenAlert(), recipient: { channel: 'email', address: 'ann@example.com' } };
    expect((await channel.deliver(dispatch)).kind).to.equal('refused');
  });
});

function slackChannel(overrides: Partial<SlackAlertChannelOptions> = {}): { channel: SlackAlertChannel; logger: RecordingLogger; observed: string[] } {
  const logger = new RecordingLogger();
  const observed: string[] = [];
  const observer = { attempt: (vendor: string, outcome: string) => void observed.push(`${vendor} ${outcome}`), retry: () => undefined };
  const options = { production: false, allowedHosts: ['127.0.0.1'], clock: { now: () => new Date() }, logger, observer, ...overrides };
  return { channel: new SlackAlertChannel(options), logger, observed };
}

/** The result, how long it took, and everything a log, a metric or an inspection could show. */
async function posted(webhookUrl: string, overrides: Partial<SlackAlertChannelOptions> = {}, message = givenAlert()): Promise<{ result: DeliveryResult; tookMs: number; seen: string; observed: readonly string[] }> {
  const client = slackChannel({ allowedHosts: ['127.0.0.1'], ...overrides });
  const dispatch: AlertDispatch = { id: '6f8f1f0e-3c52-4f53-9a55-0d6a3b1f7c11', message, recipient: { channel: 'slack', webhookUrl: new Secret(webhookUrl) } };
  const start = performance.now();
  const result = await client.channel.deliver(dispatch);
  const tookMs = performance.now() - start;
  const seen = inspect([result, dispatch.recipient, client.logger.lines, client.observed], { depth: 12, showHidden: true, getters: true });
  return { result, tookMs, seen, observed: client.observed };
}
