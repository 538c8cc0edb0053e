import { expect } from 'chai';
import type { SMTPServerOptions } from 'smtp-server';
import { Secret } from '../../../src/domain/shared/secret.js';
import { givenAlert } from '../../support/given-alert.js';
import { SELF_SIGNED } from '../../support/self-signed.js';
import { MailServer, refusal } from './mail-server.js';
import { FROM, ID, LOGIN, PASSWORD, mailTo, sent, smtpChannel } from './smtp-channel.js';

/** Another name of this machine, which the channel does not know as such. */
const ELSEWHERE = '::ffff:127.0.0.1';

describe('SmtpAlertChannel with a mail server', () => {
  let server: MailServer;
  async function start(options: SMTPServerOptions = {}): Promise<number> {
    server = await MailServer.start(options);
    return server.port;
  }
  afterEach(() => server.stop());

  describe('delivers', () => {
    it('one mail with both parts and its headers to 1 recipient', async () => {
      const { result } = await sent(smtpChannel(await start()));
      expect(result).to.deep.equal({ kind: 'delivered' });
      const [taken] = server.taken;
      expect([server.taken.length, taken?.sender, taken?.recipients]).to.deep.equal([1, FROM, ['ann@example.com']]);
      expect(taken?.mail.subject).to.equal('[ERROR] Fleetbridge: Samsara: reading keeps failing');
      expect(taken?.mail.from?.value).to.deep.equal([{ name: 'Fleetbridge', address: FROM }]);
      expect(taken?.mail.messageId).to.equal(`<${ID}@fleet.example.com>`);
      expect(taken?.mail.headers.get('auto-submitted')).to.equal('auto-generated');
      expect(taken?.mail.headers.has('x-mailer')).to.equal(false);
      expect(taken?.raw).to.match(/^Content-Type: multipart\/alternative;/m);
      expect(taken?.mail.text).to.contain('Company: Müller & Söhne');
      expect(taken?.mail.html).to.contain('Müller &amp; Söhne</td>');
      expect(taken?.mail.attachments).to.have.length(0);
    });

    it('under the same Message-ID when it is sent again', async () => {
      const client = smtpChannel(await start());
      await sent(client);
      await sent(client);
      expect(server.taken.map(({ mail }) => mail.messageId)).to.deep.equal(Array.from({ length: 2 }, () => `<${ID}@fleet.example.com>`));
    });

    for (const address of ["o'brien+fleet@example.com", '{ann}=lee|1@example.com', 'jörg@example.com', 'ann@müller.example']) {
      it(`to ${address} and nobody else`, async () => {
        expect((await sent(smtpChannel(await start()), mailTo(address))).result.kind).to.equal('delivered');
        expect(server.recipients).to.deep.equal([address]);
      });
    }

    it('texts that try to be headers, recipients or the end of the mail as texts', async () => {
      const nasty = 'x\r\nBcc: thief@example.com\r\nRCPT TO:<thief@example.com>\r\n.\r\nMAIL FROM:<thief@example.com>\r\n"<a,b>"';
      const message = givenAlert({ title: nasty, text: nasty, context: [[nasty, nasty]] });
      expect((await sent(smtpChannel(await start()), mailTo('ann@example.com', message))).result.kind).to.equal('delivered');
      expect([server.taken.length, server.recipients]).to.deep.equal([1, ['ann@example.com']]);
      expect(server.taken[0]?.mail.headers.has('bcc')).to.equal(false);
      expect(server.taken[0]?.mail.text).to.contain('\nRCPT TO:<thief@example.com>\n.\nMAIL FROM');
    });

    it('signed in, over STARTTLS, to this machine with a certificate nobody vouches for', async () => {
      const { result } = await sent(smtpChannel(await start({ ...SELF_SIGNED, authOptional: false }), LOGIN));
      expect(result.kind).to.equal('delivered');
      expect([server.taken[0]?.encrypted, server.taken[0]?.user, server.logins]).to.deep.equal([true, 'canary-user', [`canary-user:${PASSWORD}`]]);
    });

    it('over TLS from the first byte when it is secure', async () => {
      const { result } = await sent(smtpChannel(await start({ ...SELF_SIGNED, secure: true }), { secure: true }));
      expect([result.kind, server.taken[0]?.encrypted]).to.deep.equal(['delivered', true]);
    });
  });

  describe('a refusal says whether it is final, and by which number', () => {
    const at = {
      MAIL: (code: number): SMTPServerOptions => ({ onMailFrom: (_address, _session, done) => done(refusal(code)) }),
      RCPT: (code: number): SMTPServerOptions => ({ onRcptTo: (_address, _session, done) => done(refusal(code)) }),
      DATA: (code: number): SMTPServerOptions => ({ onData: (stream, _session, done) => void stream.resume().on('end', () => done(refusal(code))) }),
      CONNECT: (code: number): SMTPServerOptions => ({ onConnect: (_session, done) => done(refusal(code)) }),
    };
    const words = { MAIL: 'the sender', RCPT: 'the recipient', DATA: 'the message', CONNECT: 'the connection' };
    for (const step of ['MAIL', 'RCPT', 'DATA', 'CONNECT'] as const) {
      for (const code of [451, 554]) {
        const kind = code < 500 ? 'retry' : 'refused';
        for (const hidePIPELINING of [false, true]) {
          it(`${code} at ${step} ${hidePIPELINING ? 'without' : 'with'} pipelining: ${kind}`, async () => {
            const { result, seen } = await sent(smtpChannel(await start({ ...at[step](code), hidePIPELINING })));
            const verb = kind === 'refused' ? `refused ${words[step]}` : `put ${words[step]} off`;
            expect(result).to.deep.equal({ kind, reason: `The mail server ${verb} (${code}).` });
            expect(seen).to.not.contain('canary-banner').and.not.contain('ann@example.com');
            expect(server.taken).to.have.length(0);
          });
        }
      }
      it(`421 at ${step}, after which the server hangs up: retry`, async () => {
        expect((await sent(smtpChannel(await start(at[step](421))))).result.kind).to.equal('retry');
      });
    }
  });

  describe('signing in', () => {
    it('535 is tried again, is an error for the operator, and shows neither user nor password', async () => {
      const onAuth: SMTPServerOptions['onAuth'] = ({ username, password }, _session, done) => done(refusal(535, `no ${username} ${password}`));
      const client = smtpChannel(await start({ ...SELF_SIGNED, authOptional: false, onAuth }), LOGIN);
      const { result, seen } = await sent(client);
      expect(result).to.deep.include({ kind: 'retry', reason: 'The mail server does not accept the sign-in (535). The operator must check SMTP_USER and SMTP_PASS.' });
      expect(client.logger.lines.map(({ level, event }) => `${level} ${event}`)).to.deep.equal(['error mail.not-sent']);
      expect(seen).to.not.contain('canary');
    });

    it('a server that wants a sign-in we have not is tried again', async () => {
      const { result } = await sent(smtpChannel(await start({ authOptional: false })));
      expect(result).to.deep.include({ kind: 'retry' });
      expect(result).to.have.property('reason').that.contains('(530)');
    });
  });

  describe('to another machine', () => {
    const encrypted = /^No encrypted connection to the mail server could be made, so nothing was sent\./;

    it('nothing is sent, no password either, when it offers no STARTTLS', async () => {
      const port = await start({ allowInsecureAuth: true });
      const { result, seen } = await sent(smtpChannel(port, { host: ELSEWHERE, ...LOGIN }));
      expect(result.kind).to.equal('retry');
      expect(result).to.have.property('reason').that.matches(encrypted);
      expect([server.taken.length, server.logins.length, server.recipients.length]).to.deep.equal([0, 0, 0]);
      expect(seen).to.not.contain('canary');
    });

    for (const secure of [false, true]) {
      it(`nothing is sent, no password either, when nobody vouches for its certificate (${secure ? 'TLS' : 'STARTTLS'})`, async () => {
        const { result } = await sent(smtpChannel(await start({ ...SELF_SIGNED, secure }), { host: ELSEWHERE, secure, ...LOGIN }));
        expect(result.kind).to.equal('retry');
        expect(result).to.have.property('reason').that.matches(encrypted);
        expect([server.taken.length, server.logins.length]).to.deep.equal([0, 0]);
      });
    }
  });

  describe('asks no server', () => {
    it('when there is no host: not-configured', async () => {
      expect((await sent(smtpChannel(await start(), { host: undefined }))).result).to.deep.equal({ kind: 'not-configured' });
    });

    for (const address of ['ann@example.com,bob@example.com', 'Ann <ann@example.com>', 'ann@example.com\r\nDATA', '"a b"@example.com', 'ann', '']) {
      it(`for ${JSON.stringify(address)}: refused`, async () => {
        const { result } = await sent(smtpChannel(await start()), mailTo(address));
        expect(result).to.deep.equal({ kind: 'refused', reason: 'The recipient is not a valid e-mail address.' });
        expect(server.recipients).to.have.length(0);
      });
    }

    it('for a Slack webhook: refused', async () => {
      const recipient = { channel: 'slack', webhookUrl: new Secret('https://hooks.slack.com/services/x') } as const;
      expect((await sent(smtpChannel(await start()), { id: ID, message: givenAlert(), recipient })).result.kind).to.equal('refused');
    });
  });
});
