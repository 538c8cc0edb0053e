import { expect } from 'chai';
import type { AlertMessage } from '../../../src/domain/alerts/alert-message.js';
import { renderAlertMail } from '../../../src/infrastructure/mail/alert-mail.js';
import { givenAlert } from '../../support/given-alert.js';

describe('renderAlertMail', () => {
  const subjects: readonly (readonly [Partial<AlertMessage>, string])[] = [
    [{ occasion: 'opened', severity: 'INFO' }, '[INFO] Fleetbridge: Samsara: reading keeps failing'],
    [{ occasion: 'opened', severity: 'WARNING' }, '[WARNING] Fleetbridge: Samsara: reading keeps failing'],
    [{ occasion: 'opened', severity: 'ERROR' }, '[ERROR] Fleetbridge: Samsara: reading keeps failing'],
    [{ occasion: 'opened', severity: 'CRITICAL' }, '[CRITICAL] Fleetbridge: Samsara: reading keeps failing'],
    [{ occasion: 'reminder' }, '[ERROR] Fleetbridge: Still open: Samsara: reading keeps failing'],
    [{ occasion: 'resolved' }, '[RESOLVED] Fleetbridge: Samsara: reading keeps failing (was ERROR)'],
    [{ occasion: 'test', title: 'this is a test' }, '[ERROR] Fleetbridge: Test: this is a test'],
    [{ title: 'a\r\nBcc: thief@example.com\r\n\r\nbody' }, '[ERROR] Fleetbridge: a Bcc: thief@example.com body'],
    [{ title: 'a\u2028b\u0085c\0d\te' }, '[ERROR] Fleetbridge: a b c d e'],
    [{ title: 'read \u202esdrawkcab' }, '[ERROR] Fleetbridge: read sdrawkcab'],
    [{ title: ' \r\n ' }, '[ERROR] Fleetbridge: alert'],
  ];
  for (const [overrides, subject] of subjects) {
    it(`gives ${JSON.stringify(overrides)} the subject ${JSON.stringify(subject)}`, () => {
      expect(renderAlertMail(givenAlert(overrides)).subject).to.equal(subject);
    });
  }

  it('cuts a title at 120 characters and never inside one', () => {
    const { subject } = renderAlertMail(givenAlert({ title: '🚚'.repeat(500) }));
    expect(subject).to.equal(`[ERROR] Fleetbridge: ${'🚚'.repeat(119)}…`);
  });

  it('says everything in plain text: heading, text, context, link, why it was sent', () => {
    expect(renderAlertMail(givenAlert()).text).to.equal(
      [
        '[ERROR] Fleetbridge: Samsara: reading keeps failing',
        '',
        'Samsara could not be reached.',
        'Drivers’ last known hours are shown.',
        '',
        'Company: Müller & Söhne',
        'Since: 2026-11-20T12:00:00.000Z',
        '',
        'https://fleet.example.com/alerts/7?tab=a&b=1',
        '',
        'Fleetbridge sends this to the administrators of your company and to the addresses in its alert settings.',
        '',
      ].join('\n'),
    );
  });

  it('says the same in HTML, escaped, with the context as a table and the link as a link', () => {
    const { html } = renderAlertMail(givenAlert());
    expect(html).to.match(/^<!DOCTYPE html>/);
    expect(html).to.contain('Samsara could not be reached.<br>\nDrivers’ last known hours are shown.');
    expect(html).to.match(/<th scope="row"[^>]*>Company<\/th><td[^>]*>Müller &amp; Söhne<\/td>/);
    expect(html).to.contain('<a href="https://fleet.example.com/alerts/7?tab=a&amp;b=1">Open in Fleetbridge</a>');
  });

  it('works in dark mode (declares it, sets no text or background colour) and loads nothing', () => {
    const { html } = renderAlertMail(givenAlert());
    expect(html).to.contain('<meta name="color-scheme" content="light dark">');
    expect(html).to.not.match(/background|[^-]color:|<img|<link|url\(|src=/);
  });

  it('has no table and no link when there is neither context nor link', () => {
    const { html, text } = renderAlertMail(givenAlert({ context: [], link: undefined }));
    expect(html).to.not.match(/<th|<a /);
    expect(text.split('\n\n')).to.have.length(3);
  });

  for (const link of ['javascript:alert(1)', 'data:text/html,x', '/alerts/7', 'not a link', '']) {
    it(`gives no link for ${JSON.stringify(link)}`, () => {
      const { html, text } = renderAlertMail(givenAlert({ link }));
      expect(html).to.not.contain('<a ');
      expect(text.split('\n\n')).to.have.length(4);
    });
  }

  it('keeps a link inside its attribute', () => {
    const { html } = renderAlertMail(givenAlert({ link: `https://fleet.example.com/a?q="><script>'` }));
    expect(html).to.match(/<a href="https:\/\/fleet\.example\.com\/a\?q=%22%3E%3Cscript%3E[^"<>]*">Open/).and.not.contain('<script');
  });

  it('shows at most 30 rows, values of 1,000 characters and a text of 8,000', () => {
    const context = Array.from({ length: 100 }, (_, index) => [`Row ${index}`, 'v'.repeat(5_000)] as const);
    const { text, html } = renderAlertMail(givenAlert({ text: 't'.repeat(50_000), context }));
    expect(text.match(/^Row \d+: v{999}…$/gm)).to.have.length(30);
    expect(html.match(/<th /g)).to.have.length(30);
    expect(text).to.match(/^t{7999}…$/m);
  });
});
