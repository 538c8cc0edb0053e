import { inspect } from 'node:util';
import { expect } from 'chai';
import { mailFailure, mailTimedOut } from '../../../src/infrastructure/mail/mail-failure.js';

const SAID = '550 5.1.1 canary-4f9c1b7e20 user ann pass hunter2 at mx17.internal';

/** As nodemailer makes them: the server's words are in the message and in `response`. */
function smtpError(fields: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(`failed: ${SAID}`), { response: SAID, ...fields });
}

describe('mailFailure', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, 'retry' | 'refused', RegExp, boolean])[] = [
    ['421 at RCPT', { code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }, 'retry', /^The mail server put the recipient off \(421\)\.$/, false],
    ['450 at RCPT', { code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' }, 'retry', /the recipient off \(450\)/, false],
    ['550 at RCPT', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused', /^The mail server refused the recipient \(550\)\.$/, false],
    ['550 at MAIL FROM', { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }, 'refused', /the sender \(550\)/, false],
    ['451 at DATA', { code: 'EMESSAGE', responseCode: 451, command: 'DATA' }, 'retry', /the message off \(451\)/, false],
    ['554 at DATA', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused', /the message \(554\)/, false],
    ['554 as a greeting', { code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }, 'refused', /the connection \(554\)/, false],
    ['421 as a greeting', { code: 'EPROTOCOL', responseCode: 421, command: 'CONN' }, 'retry', /the connection off \(421\)/, false],
    ['535 at AUTH', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'retry', /does not accept the sign-in \(535\).*SMTP_USER and SMTP_PASS/, true],
    ['454 at AUTH', { code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' }, 'retry', /sign-in \(454\)/, true],
    ['no mechanism for AUTH', { code: 'EAUTH', command: 'API' }, 'retry', /does not accept the sign-in\./, true],
    ['530 at MAIL FROM', { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }, 'retry', /sign-in \(530\)/, true],
    ['502 at STARTTLS', { code: 'ETLS', responseCode: 502, command: 'STARTTLS' }, 'retry', /No encrypted connection.*nothing was sent/, true],
    ['502 at EHLO', { code: 'ECONNECTION', responseCode: 502, command: 'EHLO' }, 'retry', /No encrypted connection/, true],
    ['a foreign certificate', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }, 'retry', /No encrypted connection/, true],
    ['a certificate for another name', { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID', command: 'CONN' }, 'retry', /certificate/, true],
    ['nobody listening', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'retry', /^The mail server could not be reached\.$/, false],
    ['a reset', { code: 'ESOCKET', originalCode: 'ECONNRESET', command: 'CONN' }, 'retry', /broke off/, false],
    ['a close', { code: 'ECONNECTION', command: 'CONN' }, 'retry', /broke off/, false],
    ['an unknown host', { code: 'EDNS', originalCode: 'ENOTFOUND', command: 'CONN' }, 'retry', /could not be found/, false],
    ['silence', { code: 'ETIMEDOUT', command: 'CONN' }, 'retry', /in time/, false],
    ['an answer out of turn', { code: 'EPROTOCOL', responseCode: 250, command: 'CONN' }, 'retry', /could not be handed/, false],
    ['an address nodemailer refuses', { code: 'EENVELOPE', command: 'API' }, 'refused', /not a valid e-mail address/, false],
    ['a code that is no status', { code: 'EMESSAGE', responseCode: 999, command: 'DATA' }, 'retry', /could not be handed/, false],
  ];
  for (const [name, fields, kind, reason, needsOperator] of cases) {
    it(`${name}: ${kind}${needsOperator ? ', for the operator' : ''}, in our own words`, () => {
      const failure = mailFailure(smtpError(fields));
      expect(failure.result.kind).to.equal(kind);
      expect(failure.result.reason).to.match(reason);
      expect(failure.needsOperator).to.equal(needsOperator);
      expect(JSON.stringify(failure)).to.not.match(/canary|hunter2|internal|5\.1\.1/);
    });
  }

  for (const thrown of [undefined, null, 'text', 550, new Error('x'), { code: 550, responseCode: '550' }]) {
    it(`takes ${inspect(thrown).split('\n', 1).join('')} for something that may pass`, () => {
      expect(mailFailure(thrown).result).to.deep.equal({ kind: 'retry', reason: 'The mail could not be handed to the mail server.' });
    });
  }

  it('time that ran out may pass', () => {
    expect(mailTimedOut().result).to.deep.equal({ kind: 'retry', reason: 'The mail server did not answer in time.' });
  });
});
