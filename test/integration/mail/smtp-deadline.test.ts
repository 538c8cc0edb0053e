import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { BrokenMailServer, politeBut } from './broken-mail-server.js';
import type { Misbehaviour } from './broken-mail-server.js';
import { LOGIN, mailTo, sent, smtpChannel } from './smtp-channel.js';

const DEADLINE_MS = 250;
/** For faults that end by themselves: a slow machine must not turn them into a timeout. */
const ROOMY_MS = 6_000;
const TOO_SLOW = 'The mail server did not answer in time.';
const BROKEN_OFF = 'The mail server broke off the connection before it had taken the message.';

const say = (text: string) => (socket: Socket): void => void socket.write(`${text}\r\n`);
const trickle = (text: string) => (socket: Socket): void => {
  const timer = setInterval(() => socket.write(text), 20);
  socket.on('close', () => clearInterval(timer));
};
const silence = (): void => undefined;
const reset = (socket: Socket): void => void socket.resetAndDestroy();
const close = (socket: Socket): void => void socket.end();

describe(`SmtpAlertChannel with a broken mail server, inside ${DEADLINE_MS} ms`, () => {
  let server: BrokenMailServer;
  afterEach(() => server.stop());

  const cases: readonly (readonly [string, Misbehaviour, string, ((socket: Socket) => void)?])[] = [
    ['never greets', silence, TOO_SLOW, silence],
    ['trickles its greeting', silence, TOO_SLOW, trickle('220-still here\r\n')],
    ['stalls after EHLO', politeBut([[/^EHLO/, silence]]), TOO_SLOW],
    ['trickles lines after EHLO', politeBut([[/^EHLO/, trickle('250-X-MORE\r\n')]]), TOO_SLOW],
    ['trickles bytes after EHLO', politeBut([[/^EHLO/, trickle('2')]]), TOO_SLOW],
    ['stalls after MAIL', politeBut([[/^MAIL/, silence]]), TOO_SLOW],
    ['stalls after RCPT', politeBut([[/^RCPT/, silence]]), TOO_SLOW],
    ['stalls after DATA', politeBut([[/^DATA/, silence]]), TOO_SLOW],
    ['stalls after the mail', politeBut([[/^\.$/, silence]]), TOO_SLOW],
    ['offers STARTTLS and then no handshake', politeBut([[/^EHLO/, say('250-mx\r\n250 STARTTLS')], [/^STARTTLS/, say('220 go')]]), TOO_SLOW],
    ['closes before it greets', silence, BROKEN_OFF, close],
    ['closes after EHLO', politeBut([[/^EHLO/, close]]), BROKEN_OFF],
    ['closes after the mail, before its 250', politeBut([[/^\.$/, close]]), BROKEN_OFF],
    ['resets before it greets', silence, BROKEN_OFF, reset],
    ['resets after RCPT', politeBut([[/^RCPT/, reset]]), BROKEN_OFF],
    ['resets after the mail, before its 250', politeBut([[/^\.$/, reset]]), BROKEN_OFF],
    ['is no mail server', silence, 'The mail could not be handed to the mail server.', (socket) => void socket.write('HTTP/1.1 400 canary-banner\r\n\r\n')],
  ];
  for (const [name, answer, reason, greet] of cases) {
    it(`one that ${name}: retry`, async () => {
      server = await BrokenMailServer.start(answer, greet);
      const deadlineMs = reason === TOO_SLOW ? DEADLINE_MS : ROOMY_MS;
      const { result, tookMs, seen } = await sent(smtpChannel(server.port, { deadlineMs, ...LOGIN }));
      expect(result).to.deep.equal({ kind: 'retry', reason });
      expect(tookMs).to.be.below(deadlineMs + 600);
      expect(seen).to.not.contain('canary');
    });
  }

  it('lets go of a connection that was given up within 1,500 ms', async () => {
    server = await BrokenMailServer.start(silence, trickle('220-still here\r\n'));
    await sent(smtpChannel(server.port, { deadlineMs: 100 }));
    const until = performance.now() + 1_500;
    while (server.open > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.open).to.equal(0);
  });

  it('a working server has 1 RCPT and takes the mail', async () => {
    server = await BrokenMailServer.start(politeBut([]));
    const { result } = await sent(smtpChannel(server.port));
    expect(result.kind).to.equal('delivered');
    expect(server.heard.filter((line) => line.startsWith('RCPT'))).to.deep.equal(['RCPT TO:<ann@example.com>']);
  });

  it('a domain of another script goes out in ASCII', async () => {
    server = await BrokenMailServer.start(politeBut([]));
    await sent(smtpChannel(server.port), mailTo('ann@müller.example'));
    expect(server.heard.filter((line) => line.startsWith('RCPT'))).to.deep.equal(['RCPT TO:<ann@xn--mller-kva.example>']);
  });

  it('nobody listening: retry', async () => {
    server = await BrokenMailServer.start(silence);
    const unused = createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const { port } = unused.address() as AddressInfo;
    unused.close();
    await once(unused, 'close');
    expect((await sent(smtpChannel(port))).result).to.deep.equal({ kind: 'retry', reason: 'The mail server could not be reached.' });
  });
});
