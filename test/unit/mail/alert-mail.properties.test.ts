import { expect } from 'chai';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { addressedMail } from '../../../src/infrastructure/mail/addressed-mail.js';
import { renderAlertMail } from '../../../src/infrastructure/mail/alert-mail.js';
import { givenAlert, nastyAlerts } from '../../support/given-alert.js';

const ID = '6f8f1f0e-3c52-4f53-9a55-0d6a3b1f7c11';
const TRIP = { id: ID, from: 'alerts@fleet.example.com', to: 'ann@example.com' };
const HEADERS = ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];

describe('A mail from texts that want to be more', () => {
  it('has a subject of one line without control characters (1,000 alerts)', () => {
    fc.assert(
      fc.property(nastyAlerts, (message) => {
        expect(renderAlertMail(message).subject).to.match(/^\[(INFO|WARNING|ERROR|CRITICAL|RESOLVED)\] Fleetbridge: \P{Cc}+$/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has exactly our 8 headers, each once, and our 1 recipient on the wire (300 alerts)', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true });
    await fc.assert(
      fc.asyncProperty(nastyAlerts, async (message) => {
        const { message: raw, envelope } = await transport.sendMail(addressedMail({ ...TRIP, message }));
        if (!Buffer.isBuffer(raw)) throw new Error('The mail was expected in one piece.');
        expect(headerNames(raw.toString('utf8'))).to.deep.equal(HEADERS);
        expect(envelope).to.deep.equal({ from: TRIP.from, to: [TRIP.to] });
      }),
      { numRuns: 300 },
    );
  });

  it('has the tags of a harmless one and no other (1,000 alerts)', () => {
    fc.assert(
      fc.property(nastyAlerts, (nasty) => {
        const message = { ...nasty, text: nasty.text === '' ? '' : `x${nasty.text}`, link: undefined };
        const harmless = givenAlert({ ...message, title: 'title', text: 'text', context: message.context.map(() => ['label', 'value']) });
        expect(tagsOf(renderAlertMail(message).html)).to.deep.equal(tagsOf(renderAlertMail(harmless).html));
      }),
      { numRuns: 1_000 },
    );
  });

  it('links to http and https only, in one attribute (1,000 links)', () => {
    fc.assert(
      fc.property(nastyAlerts, ({ link }) => {
        const anchors = renderAlertMail(givenAlert({ link })).html.match(/<a[^>]*>/g) ?? [];
        expect(anchors.every((anchor) => /^<a href="https?:\/\/[^"<>\s]+">$/.test(anchor))).to.equal(true);
        expect(anchors.length).to.be.at.most(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Of the message itself, not of its parts; folded lines belong to the header above. */
function headerNames(raw: string): readonly string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const lines = head.split(/\r\n|\r|\n/).filter((line) => !/^[ \t]/.test(line));
  return lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()).sort();
}

/** Line breaks come from the text and are left out. */
function tagsOf(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br>');
}
